"""The photo-sharing grants from Python."""
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from cdk_cognito_auth import AccessModel, AppClient, Claim, CognitoAuth, CustomAttribute, RoleRule

app = cdk.App()
stack = cdk.Stack(app, "Photos")
auth = CognitoAuth(
    stack,
    "Auth",
    client=AppClient.browser(callback_urls=["https://app.example.org/signed-in"]),
    attributes={"custom": {"plan": CustomAttribute.text()}},
    guest_access=True,
)
bucket = s3.Bucket(stack, "Bucket", bucket_name="photos")
admins = auth.add_group("admins", precedence=0)
gold = auth.add_rule("Gold", RoleRule.equal_to(Claim.custom_attribute("plan"), "gold"))
bucket.grant_read(auth.guests, "public/*")
bucket.grant_read_write(admins)
bucket.grant_read(gold, "originals/*")

model = AccessModel.from_file(app.synth().directory)
guest = model.guest()
for folder in ["public", "originals"]:
    decision = guest.can("s3:GetObject", f"arn:aws:s3:::photos/{folder}/cat.jpg").decision
    print(guest.becomes().via.name.lower(), folder, decision.name.lower())
