import { OrdersStack } from './orders-stack';
import { PlatformApp } from './platform';

new OrdersStack(new PlatformApp(), 'Orders');
