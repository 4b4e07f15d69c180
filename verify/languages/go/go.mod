module example.org/photos

go 1.26.0

require (
	github.com/aws/aws-cdk-go/awscdk/v2 v2.276.0
	github.com/aws/jsii-runtime-go v1.142.0
	github.com/cdk-cognito-auth/cdk-cognito-auth-go/cdkcognitoauth v0.0.0
)

replace github.com/cdk-cognito-auth/cdk-cognito-auth-go/cdkcognitoauth => ../../go/cdkcognitoauth
