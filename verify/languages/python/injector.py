"""A property injector of an organization, and how an error arrives."""
import aws_cdk as cdk
import jsii
from cdk_cognito_auth import AppUserPool, CognitoAuth


@jsii.implements(cdk.IPropertyInjector)
class CaseSensitive:
    @property
    def construct_unique_id(self):
        return AppUserPool.PROPERTY_INJECTION_ID

    def inject(self, original_props, *, scope, id):
        return {"caseSensitive": True, **(original_props or {})}


app = cdk.App(property_injectors=[CaseSensitive()])
auth = CognitoAuth(cdk.Stack(app, "Injected"), "Auth")
auth.add_group("admins")
try:
    auth.add_group("admins")
except RuntimeError as error:
    print(str(error).count("is there already"), str(error).splitlines()[-1])
pool, = [
    resource["Properties"]
    for resource in app.synth().get_stack_by_name("Injected").template["Resources"].values()
    if resource["Type"] == "AWS::Cognito::UserPool"
]
print(pool["UsernameConfiguration"])
