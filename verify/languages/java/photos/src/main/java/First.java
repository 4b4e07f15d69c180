import io.github.cdkcognitoauth.AppClient;
import io.github.cdkcognitoauth.CognitoAuth;
import software.amazon.awscdk.App;
import software.amazon.awscdk.Stack;

public final class First {
    public static void main(String[] arguments) {
        App app = new App();
        Stack stack = new Stack(app, "SignIn");
        CognitoAuth auth = CognitoAuth.Builder.create(stack, "Auth").selfSignUp(true).client(AppClient.browser()).build();
        auth.getClientConfig().addOutputs();
        app.synth();
    }
}
