// The photo-sharing grants from Go.
package main

import (
	"fmt"
	"strings"

	"github.com/aws/aws-cdk-go/awscdk/v2"
	"github.com/aws/aws-cdk-go/awscdk/v2/awss3"
	"github.com/aws/jsii-runtime-go"
	auth "github.com/cdk-cognito-auth/cdk-cognito-auth-go/cdkcognitoauth"
)

func main() {
	defer jsii.Close()
	app := awscdk.NewApp(nil)
	stack := awscdk.NewStack(app, jsii.String("Photos"), nil)
	photos := auth.NewCognitoAuth(stack, jsii.String("Auth"), &auth.CognitoAuthProps{
		Client: auth.AppClient_Browser(&auth.BrowserClientProps{
			CallbackUrls: jsii.Strings("https://app.example.org/signed-in"),
		}),
		Attributes: &auth.ProfileAttributes{
			Custom: &map[string]auth.CustomAttribute{"plan": auth.CustomAttribute_Text(nil)},
		},
		IdentityProviders: &[]auth.IdentityProvider{
			auth.IdentityProvider_Google(&auth.GoogleProviderProps{
				ClientId:     jsii.String("1234.apps.example"),
				ClientSecret: awscdk.SecretValue_SecretsManager(jsii.String("sign-in/google"), nil),
			}),
		},
		LoginPages:  auth.LoginPages_Prefix(nil),
		GuestAccess: jsii.Bool(true),
	})
	photos.TagPrincipals(&map[string]auth.Claim{"plan": auth.Claim_CustomAttribute(jsii.String("plan"))})
	bucket := awss3.NewBucket(stack, jsii.String("Bucket"), &awss3.BucketProps{BucketName: jsii.String("photos")})
	admins := photos.AddGroup(jsii.String("admins"), &auth.GroupOptions{Precedence: jsii.Number(0)})
	gold := photos.AddRule(jsii.String("Gold"), auth.RoleRule_EqualTo(auth.Claim_CustomAttribute(jsii.String("plan")), jsii.String("gold")), nil)
	bucket.GrantRead(photos.Guests(), "public/*")
	bucket.GrantReadWrite(admins, nil)
	bucket.GrantRead(gold, "originals/*")
	photos.Authenticated().GrantOwnObjects(bucket, &auth.OwnObjectsOptions{Prefix: jsii.String("private")})

	model := auth.AccessModel_FromFile(app.Synth(nil).Directory())
	guest := model.Guest()
	for _, folder := range []string{"public", "originals"} {
		photo := jsii.String("arn:aws:s3:::photos/" + folder + "/cat.jpg")
		fmt.Println(strings.ToLower(string(guest.Becomes(nil).Via)), folder, strings.ToLower(string(guest.Can(jsii.String("s3:GetObject"), photo, nil).Decision)))
	}
}
