import { App } from 'aws-cdk-lib';
import { PhotoSharingStack } from './photo-sharing-stack';

const app = new App();
new PhotoSharingStack(app, 'PhotoSharing');
