using Guildhall.App.People;

namespace Guildhall.Server.Ui.SignIn;

/// <summary>Where each step of signing in is done. A session with a step to do opens that page and nothing else.</summary>
internal static class SignInSteps
{
    public const string Code = "/sign-in/code";
    public const string NewPassword = "/sign-in/password";
    public const string SecondFactor = "/sign-in/second-factor";
    public const string SignOut = "/sign-out";

    public static bool Serves(PathString path, SignInStep next) => next == SignInStep.None || path == PathOf(next) || path == SignOut;

    /// <summary>Whether a form sent there is one of signing in or out, not of the work that is done afterwards.</summary>
    public static bool Has(PathString path) => path.StartsWithSegments("/sign-in") || path == SignOut;

    public static string Url(SignInStep step, string back) => PathOf(step) + "?return=" + Uri.EscapeDataString(back);

    private static string PathOf(SignInStep step) => step switch
    {
        SignInStep.Code => Code,
        SignInStep.NewPassword => NewPassword,
        SignInStep.SecondFactor => SecondFactor,
        _ => throw new InvalidOperationException($"{step} has no page."),
    };
}
