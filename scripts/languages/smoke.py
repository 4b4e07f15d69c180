"""The one-statement program and the photo-sharing grants, from Python."""
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from cdk_cognito_auth import AccessModel, AppClient, Claim, CognitoAuth, CustomAttribute, RoleRule

app = cdk.App()
stack = cdk.Stack(app, "Python")
auth = CognitoAuth(
    stack,
    "Auth",
    client=AppClient.single_page(callback_urls=["https://app.example.org/signed-in"]),
    attributes={"custom": {"plan": CustomAttribute.string()}},
    guest_access=True,
)
bucket = s3.Bucket(stack, "Photos")
admins = auth.add_group("admins", precedence=0)
gold = auth.add_rule("Gold", RoleRule.equal_to(Claim.custom_attribute("plan"), "gold"))
bucket.grant_read_write(admins)
bucket.grant_read(gold, "originals/*")

template = app.synth().get_stack_by_name("Python").template
types = sorted(resource["Type"] for resource in template["Resources"].values())
assert types.count("AWS::Cognito::IdentityPoolRoleAttachment") == 1, types
assert types.count("AWS::IAM::Role") == 4, types
AccessModel.from_template(template)
print("python: CognitoAuth synthesizes", len(types), "resources")
