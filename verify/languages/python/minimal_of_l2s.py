"""What minimal.py makes, composed from the L2s of the CDK."""
import aws_cdk as cdk
from aws_cdk import aws_cognito as cognito
from aws_cdk.aws_cognito_identitypool import IdentityPool, UserPoolAuthenticationProvider

app = cdk.App(analytics_reporting=False, tree_metadata=False)
stack = cdk.Stack(app, "Bench")
user_pool = cognito.UserPool(
    stack,
    "UserPool",
    sign_in_aliases={"email": True},
    sign_in_case_sensitive=False,
    keep_original={"email": True},
    account_recovery=cognito.AccountRecovery.EMAIL_ONLY,
    deletion_protection=True,
    mfa=cognito.Mfa.OPTIONAL,
    mfa_second_factor={"otp": True, "sms": False},
    password_policy={
        "min_length": 14,
        "require_lowercase": True,
        "require_uppercase": True,
        "require_digits": True,
        "require_symbols": True,
    },
)
client = user_pool.add_client(
    "Client",
    auth_flows={"user_srp": True},
    disable_o_auth=True,
    prevent_user_existence_errors=True,
    enable_token_revocation=True,
)
login = UserPoolAuthenticationProvider(user_pool=user_pool, user_pool_client=client)
IdentityPool(stack, "IdentityPool", authentication_providers={"user_pools": [login]})
app.synth()
