import { App } from 'aws-cdk-lib';
import { acknowledge } from './acknowledgements';
import { PhotoSharingStack } from './photo-sharing-stack';

const app = new App();
acknowledge(new PhotoSharingStack(app, 'PhotoSharing'));
