namespace Guildhall.Wire.Signing;

/// <summary>The credential scope must name this day, region and service (security.md 3.2 step 7).</summary>
internal static class ScopeRule
{
    public static Verification.Refused? Check(
        in CredentialScope scope, ReadOnlySpan<char> date, IReadOnlySet<string>? regions, string service)
    {
        var day = scope.Date.SequenceEqual(date[..8]);
        var region = regions is null ? !scope.Region.IsEmpty : regions.Contains(scope.Region.ToString());
        var named = scope.Service.SequenceEqual(service);
        var terminated = scope.Terminator is "aws4_request";
        if (day && region && named && terminated)
            return null;
        List<string> wrong = [];
        if (!day)
            wrong.Add("the date must be that of the request");
        if (!region)
            wrong.Add("the region is not served here");
        if (!named)
            wrong.Add("the service must be '" + service + "'");
        if (!terminated)
            wrong.Add("the last part must be 'aws4_request'");
        return new(AuthenticationFailure.InvalidSignature, "Wrong credential scope: " + string.Join(", ", wrong) + ".");
    }
}
