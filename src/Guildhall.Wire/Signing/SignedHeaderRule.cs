namespace Guildhall.Wire.Signing;

/// <summary>Which headers a signature must cover (security.md 3.2 step 4, S-05).</summary>
internal static class SignedHeaderRule
{
    // What selects an operation or vouches for the body is never acted on unsigned.
    private static readonly string[] SignedWhenSent = ["x-amz-target", "x-amz-content-sha256"];

    public static Verification.Refused? Check(in SignableRequest request, in PresentedSignature presented, string[] names)
    {
        if (!SignedHeaderNames.Has(names, "host"))
            return Invalid("The header host must be signed.");
        if (presented.DateHeader is { } date && !SignedHeaderNames.Has(names, date))
            return Invalid("The header " + date + " must be signed.");
        foreach (var name in SignedWhenSent)
            if (request.Headers.ContainsKey(name) && !SignedHeaderNames.Has(names, name))
                return Invalid("The header " + name + " must be signed.");
        for (var i = 0; i < names.Length; i++)
        {
            if (!request.Headers.ContainsKey(names[i]))
                return Invalid("A signed header is not in the request.");
            // Listed often, a long header would make a canonical request many times the size of the request.
            if (i > 0 && names[i] == names[i - 1])
                return Invalid("A header is listed twice in SignedHeaders.");
        }

        return null;
    }

    private static Verification.Refused Invalid(string message) => new(AuthenticationFailure.InvalidSignature, message);
}
