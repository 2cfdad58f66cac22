namespace Guildhall.Wire.Signing;

/// <summary>What a request says about its own signature, from the Authorization header or from the query.</summary>
internal readonly ref struct PresentedSignature
{
    public required bool Presigned { get; init; }

    public required ReadOnlySpan<char> Credential { get; init; }

    public required ReadOnlySpan<char> SignedHeaders { get; init; }

    public required ReadOnlySpan<char> Signature { get; init; }

    public required ReadOnlySpan<char> Date { get; init; }

    /// <summary>The header the date came from; null when it came from the query.</summary>
    public string? DateHeader { get; init; }

    /// <summary>How long a presigned request lives; zero for the header form.</summary>
    public TimeSpan Life { get; init; }

    public string? SessionToken { get; init; }

    /// <summary>Finds the signature of a request (security.md 3.2 steps 2 and 3).</summary>
    public static Verification.Refused? Find(in SignableRequest request, TimeSpan presignMaximum, out PresentedSignature presented)
    {
        presented = default;
        var authorization = SignedHeaderNames.Values(request, "Authorization");
        if (!PresignedQuery.Names(request.Query, "X-Amz-Algorithm"))
            return authorization.Count switch
            {
                0 => new(AuthenticationFailure.MissingAuthenticationToken, "The request carries no signature."),
                1 => AuthorizationHeader.Parse(request, authorization[0]!, out presented),
                _ => new(AuthenticationFailure.IncompleteSignature, "More than one Authorization header was sent."),
            };
        return authorization.Count > 0
            ? new(AuthenticationFailure.InvalidSignature, "Sign with the Authorization header or in the query, not with both.")
            : PresignedQuery.Parse(request, presignMaximum, out presented);
    }
}
