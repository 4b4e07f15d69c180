import io.github.cdkcognitoauth.AccessModel;
import io.github.cdkcognitoauth.AppClient;
import io.github.cdkcognitoauth.Claim;
import io.github.cdkcognitoauth.CognitoAuth;
import io.github.cdkcognitoauth.CustomAttribute;
import io.github.cdkcognitoauth.Decision;
import io.github.cdkcognitoauth.GoogleProviderProps;
import io.github.cdkcognitoauth.GroupOptions;
import io.github.cdkcognitoauth.IdentityProvider;
import io.github.cdkcognitoauth.IdentityRole;
import io.github.cdkcognitoauth.LoginPages;
import io.github.cdkcognitoauth.OwnObjectsOptions;
import io.github.cdkcognitoauth.ProfileAttributes;
import io.github.cdkcognitoauth.RoleRule;
import io.github.cdkcognitoauth.SampleIdentity;
import io.github.cdkcognitoauth.BrowserClientProps;
import java.util.List;
import java.util.Map;
import software.amazon.awscdk.App;
import software.amazon.awscdk.SecretValue;
import software.amazon.awscdk.Stack;
import software.amazon.awscdk.services.s3.Bucket;

/** The photo-sharing grants from Java. */
public final class Photos {
    public static void main(String[] arguments) {
        App app = new App();
        Stack stack = new Stack(app, "Photos");
        CognitoAuth auth = CognitoAuth.Builder.create(stack, "Auth")
            .client(AppClient.browser(BrowserClientProps.builder()
                .callbackUrls(List.of("https://app.example.org/signed-in"))
                .build()))
            .attributes(ProfileAttributes.builder().custom(Map.of("plan", CustomAttribute.text())).build())
            .identityProviders(List.of(IdentityProvider.google(GoogleProviderProps.builder()
                .clientId("1234.apps.example")
                .clientSecret(SecretValue.secretsManager("sign-in/google"))
                .build())))
            .loginPages(LoginPages.prefix())
            .guestAccess(true)
            .build();
        auth.tagPrincipals(Map.of("plan", Claim.customAttribute("plan")));
        Bucket bucket = Bucket.Builder.create(stack, "Bucket").bucketName("photos").build();
        IdentityRole admins = auth.addGroup("admins", GroupOptions.builder().precedence(0).build());
        IdentityRole gold = auth.addRule("Gold", RoleRule.equalTo(Claim.customAttribute("plan"), "gold"));
        bucket.grantRead(auth.getGuests(), "public/*");
        bucket.grantReadWrite(admins);
        bucket.grantRead(gold, "originals/*");
        auth.getAuthenticated().grantOwnObjects(bucket, OwnObjectsOptions.builder().prefix("private").build());

        AccessModel model = AccessModel.fromFile(app.synth().getDirectory());
        SampleIdentity guest = model.guest();
        for (String folder : List.of("public", "originals")) {
            String photo = "arn:aws:s3:::photos/" + folder + "/cat.jpg";
            Decision decision = guest.can("s3:GetObject", photo).getDecision();
            System.out.println((guest.becomes().getVia() + " " + folder + " " + decision).toLowerCase());
        }
    }
}
