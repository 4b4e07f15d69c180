/** Services that the session policy of guests may leave open. */
export const GUEST_SERVICES =
  /^(firehose|kinesisanalytics|sqs|sumerian|mobileanalytics|mobiletargeting|ses|lambda|kms|dynamodb|sdb|appsync|geo|geo-\w+|sns|gamelift|iot|codewhisperer|comprehend|lex|machinelearning|personalize|polly|rekognition|sagemaker|textract|transcribe|translate|cloudwatch|logs|execute-api|cognito-identity|cognito-idp|cognito-sync|s3|rum):/i;

/** Whether the session policy of guests never allows the action, so that granting it has no effect in the enhanced flow. */
export function isDeadForGuests(action: string): boolean {
  return action.includes(':') && !GUEST_SERVICES.test(action);
}
