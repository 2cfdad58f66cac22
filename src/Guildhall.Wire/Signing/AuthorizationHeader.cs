namespace Guildhall.Wire.Signing;

/// <summary>Reads <c>AWS4-HMAC-SHA256 Credential=…, SignedHeaders=…, Signature=…</c> (security.md 3.2 step 3).</summary>
internal static class AuthorizationHeader
{
    private const string Prefix = CanonicalRequest.Algorithm + " ";

    public static Verification.Refused? Parse(in SignableRequest request, string header, out PresentedSignature presented)
    {
        presented = default;
        if (!header.StartsWith(Prefix, StringComparison.Ordinal) && header != CanonicalRequest.Algorithm)
            return Incomplete("The Authorization header must begin with " + CanonicalRequest.Algorithm + ".");
        ReadOnlySpan<char> credential = default, signedHeaders = default, signature = default;
        var fields = header.AsSpan(Math.Min(Prefix.Length, header.Length));
        foreach (var range in fields.Split(','))
        {
            var field = fields[range].Trim(" \t");
            var equals = field.IndexOf('=');
            if (equals < 0 && fields.Trim(" \t").Length > 0)
                return Incomplete("The Authorization header has a part without an equals sign.");
            var value = equals < 0 ? default : field[(equals + 1)..];
            switch (equals < 0 ? default : field[..equals])
            {
                case "Credential": credential = value; break;
                case "SignedHeaders": signedHeaders = value; break;
                case "Signature": signature = value; break;
            }
        }

        var dateHeader = request.Headers.ContainsKey("X-Amz-Date") ? "x-amz-date" : "date";
        var date = SignedHeaderNames.Values(request, dateHeader);
        if (Missing(credential, signedHeaders, signature, date.Count > 0) is { Length: > 0 } missing)
            return Incomplete("The signature lacks " + missing + ".");
        presented = new()
        {
            Presigned = false,
            Credential = credential,
            SignedHeaders = signedHeaders,
            Signature = signature,
            Date = date.ToString(),
            DateHeader = dateHeader,
            SessionToken = SignedHeaderNames.Values(request, "X-Amz-Security-Token") is { Count: > 0 } token ? token.ToString() : null,
        };
        return null;
    }

    private static string Missing(
        ReadOnlySpan<char> credential, ReadOnlySpan<char> signedHeaders, ReadOnlySpan<char> signature, bool dated)
    {
        if (dated && !credential.IsEmpty && !signedHeaders.IsEmpty && !signature.IsEmpty)
            return "";
        List<string> missing = [];
        if (credential.IsEmpty)
            missing.Add("Credential");
        if (signedHeaders.IsEmpty)
            missing.Add("SignedHeaders");
        if (signature.IsEmpty)
            missing.Add("Signature");
        if (!dated)
            missing.Add("the header X-Amz-Date");
        return string.Join(", ", missing);
    }

    private static Verification.Refused Incomplete(string message) => new(AuthenticationFailure.IncompleteSignature, message);
}
