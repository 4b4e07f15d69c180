package main

import (
	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/jsii-runtime-go"
	auth "github.com/cdk-cognito-auth/cdk-cognito-auth-go/cdkcognitoauth"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("SignIn"), nil)
	signIn := auth.NewCognitoAuth(stack, jsii.String("Auth"), &auth.CognitoAuthProps{
		SelfSignUp: jsii.Bool(true),
		Client:     auth.AppClient_Browser(nil),
	})
	signIn.ClientConfig().AddOutputs()
	app.Synth(nil)
}
