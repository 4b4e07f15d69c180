"""The smallest program that signs people in."""
import aws_cdk as cdk
from cdk_cognito_auth import CognitoAuth

app = cdk.App(analytics_reporting=False, tree_metadata=False)
CognitoAuth(cdk.Stack(app, "Bench"), "Auth")
app.synth()
