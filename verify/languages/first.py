import aws_cdk as cdk
from cdk_cognito_auth import AppClient, CognitoAuth

app = cdk.App()
stack = cdk.Stack(app, "SignIn")
auth = CognitoAuth(stack, "Auth", self_sign_up=True, client=AppClient.browser())
auth.client_config.add_outputs()
app.synth()
