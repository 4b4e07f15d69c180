"""The photo-sharing grants from Python."""
import aws_cdk as cdk
from aws_cdk import aws_s3 as s3
from cdk_cognito_auth import (
    AccessModel,
    AppClient,
    Claim,
    CognitoAuth,
    CustomAttribute,
    IdentityProvider,
    LoginPages,
    RoleRule,
)

app = cdk.App()
stack = cdk.Stack(app, "Photos")
auth = CognitoAuth(
    stack,
    "Auth",
    client=AppClient.browser(callback_urls=["https://app.example.org/signed-in"]),
    attributes={"custom": {"plan": CustomAttribute.text()}},
    identity_providers=[
        IdentityProvider.google(
            client_id="1234.apps.example",
            client_secret=cdk.SecretValue.secrets_manager("sign-in/google"),
        )
    ],
    login_pages=LoginPages.prefix(),
    guest_access=True,
)
auth.tag_principals({"plan": Claim.custom_attribute("plan")})
bucket = s3.Bucket(stack, "Bucket", bucket_name="photos")
admins = auth.add_group("admins", precedence=0)
gold = auth.add_rule("Gold", RoleRule.equal_to(Claim.custom_attribute("plan"), "gold"))
bucket.grant_read(auth.guests, "public/*")
bucket.grant_read_write(admins)
bucket.grant_read(gold, "originals/*")
auth.authenticated.grant_own_objects(bucket, prefix="private")

model = AccessModel.from_file(app.synth().directory)
guest = model.guest()
for folder in ["public", "originals"]:
    decision = guest.can("s3:GetObject", f"arn:aws:s3:::photos/{folder}/cat.jpg").decision
    print(guest.becomes().via.name.lower(), folder, decision.name.lower())
