using System.Text;
using System.Text.Json;
using Guildhall.Wire.Signing;

namespace Guildhall.Tests.Wire.Signing;

public sealed class SignatureVerifierTests
{
    private const string Service = "aws-marketplace";
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private const string Token = "FwoGZXIvYXdzEXAMPLETOKEN1==";
    private static readonly DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);
    private static readonly byte[] _body = "{}"u8.ToArray();

    private readonly KeyTable keys = new([Key]);
    private readonly FixedClock clock = new(_now);

    private static SigningKey Key => new("AKIDEXAMPLE", Secret, true, null, null, "tester");

    private SignatureVerifier Verifier => field ??= new(keys, clock, new());

    [Fact]
    public void S03_A_disabled_key_fails_at_once_though_its_derived_key_was_cached()
    {
        var request = Signed();
        Assert.IsType<Verification.Verified>(Verifier.Verify(request, _body, Service));

        keys.Set(Key with { Active = false });

        Refused(AuthenticationFailure.UnrecognizedClient, request);
    }

    [Fact]
    public void S03_A_replaced_secret_counts_at_once_and_the_old_one_no_more()
    {
        Assert.IsType<Verification.Verified>(Verifier.Verify(Signed(), _body, Service));

        keys.Set(Key with { SecretAccessKey = "another" });

        Refused(AuthenticationFailure.InvalidSignature, Signed());
        Assert.IsType<Verification.Verified>(Verifier.Verify(Signed(new("AKIDEXAMPLE", "another")), _body, Service));
    }

    [Fact]
    public void S03_Forgotten_keys_are_derived_again()
    {
        Assert.IsType<Verification.Verified>(Verifier.Verify(Signed(), _body, Service));
        Verifier.Forget("AKIDEXAMPLE");
        Assert.IsType<Verification.Verified>(Verifier.Verify(Signed(), _body, Service));
    }

    [Fact]
    public void S03_Many_scopes_do_not_push_each_other_into_error()
    {
        for (var region = 0; region < 10_000; region++)
            Assert.IsType<Verification.Verified>(Verifier.Verify(Signed(region: "r-" + region), _body, Service));
    }

    [Fact]
    public void S04_A_mismatch_tells_nothing_of_the_request_unless_asked_to()
    {
        var refused = Refused(AuthenticationFailure.InvalidSignature, Signed(), "{ }"u8.ToArray());

        Assert.DoesNotContain("host:", refused.Message, StringComparison.Ordinal);
    }

    [Theory, InlineData(false), InlineData(true)]
    public void S04_The_echoed_canonical_request_never_holds_the_session_token(bool presigned)
    {
        keys.Set(Key with { SessionToken = Token });
        var verifier = new SignatureVerifier(keys, clock, new() { EchoCanonicalRequest = true });
        var request = presigned ? Presigned(new("AKIDEXAMPLE", Secret, Token)) : Signed(new("AKIDEXAMPLE", Secret, Token));

        var refused = Assert.IsType<Verification.Refused>(verifier.Verify(request, "changed"u8, Service));

        Assert.Equal(AuthenticationFailure.InvalidSignature, refused.Failure);
        Assert.Contains("host:catalog.example.test", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("FwoGZXIvYXdzEXAMPLETOKEN1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Signature=", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void S04_No_text_form_shows_a_secret()
    {
        var key = Key with { SessionToken = Token };
        var credentials = new SigningCredentials("AKIDEXAMPLE", Secret, Token);
        string[] texts = [key.ToString(), JsonSerializer.Serialize(key), credentials.ToString(), JsonSerializer.Serialize(credentials),
            new Verification.Verified(key, false).ToString()];

        Assert.All(texts, text =>
        {
            Assert.Contains("AKIDEXAMPLE", text, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(Token, text, StringComparison.Ordinal);
        });
    }

    [Theory, InlineData("00010101T000000Z"), InlineData("99991231T235959Z")]
    public void S01_A_date_at_the_edge_of_the_calendar_is_refused_and_breaks_nothing(string date)
    {
        var header = Signed();
        header.Headers["X-Amz-Date"] = date;
        Refused(AuthenticationFailure.InvalidSignature, header);

        var query = Presigned(new("AKIDEXAMPLE", Secret));
        Refused(AuthenticationFailure.InvalidSignature, query with
        {
            Target = query.Target.Replace("20260115T120000Z", date, StringComparison.Ordinal),
        });
    }

    [Theory, InlineData(60, 61), InlineData(900, 901)]
    public void S01_The_clock_window_is_a_setting(int skew, int beyond)
    {
        var verifier = new SignatureVerifier(keys, clock, new() { Skew = TimeSpan.FromSeconds(skew) });
        var request = Signed();

        clock.Now = _now.AddSeconds(skew);
        Assert.IsType<Verification.Verified>(verifier.Verify(request, _body, Service));
        clock.Now = _now.AddSeconds(-beyond);
        Assert.IsType<Verification.Refused>(verifier.Verify(request, _body, Service));
    }

    [Fact]
    public void S01_A_clock_refusal_names_both_times_and_the_window()
    {
        clock.Now = _now.AddMinutes(10);

        var message = Refused(AuthenticationFailure.InvalidSignature, Signed()).Message;

        Assert.Contains("20260115T120000Z", message, StringComparison.Ordinal);
        Assert.Contains("20260115T121000Z", message, StringComparison.Ordinal);
        Assert.Contains("5 minutes", message, StringComparison.Ordinal);
    }

    [Fact]
    public void S01_Everything_missing_is_named_at_once()
    {
        var request = new SignableRequest("POST", "/ListEntities", new HeaderDictionary
        {
            ["Host"] = "catalog.example.test",
            ["Authorization"] = "AWS4-HMAC-SHA256",
        });

        var message = Refused(AuthenticationFailure.IncompleteSignature, request).Message;

        Assert.All(["Credential", "SignedHeaders", "Signature", "X-Amz-Date"], part => Assert.Contains(part, message, StringComparison.Ordinal));
    }

    [Fact]
    public void S01_Every_wrong_part_of_the_scope_is_named_at_once()
    {
        var verifier = new SignatureVerifier(keys, clock, new() { Regions = new HashSet<string> { "us-east-1" } });

        var refused = Assert.IsType<Verification.Refused>(verifier.Verify(Signed(region: "eu-west-1"), _body, "organizations"));

        Assert.Contains("region", refused.Message, StringComparison.Ordinal);
        Assert.Contains("organizations", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AWS AKIDEXAMPLE:frJIUN8DYpKDtOLCwo//yllqDzg=")]
    [InlineData("AWS4-ECDSA-P256-SHA256 Credential=AKIDEXAMPLE/20260115/aws-marketplace/aws4_request, SignedHeaders=host, Signature=30")]
    public void S02_Other_versions_of_the_signature_are_an_unknown_algorithm(string authorization)
    {
        var request = Signed();
        request.Headers.Authorization = authorization;

        Refused(AuthenticationFailure.IncompleteSignature, request);
    }

    [Fact]
    public void S05_A_header_listed_twice_is_refused()
    {
        var request = Signed();
        request.Headers.Authorization = request.Headers.Authorization.ToString().Replace("host;", "host;host;", StringComparison.Ordinal);

        Refused(AuthenticationFailure.InvalidSignature, request);
    }

    [Fact]
    public void S01_A_query_of_thousands_of_parameters_is_sorted_in_time()
    {
        var query = new StringBuilder("/DescribeEntity?");
        for (var i = 4_000; i > 0; i--)
            query.Append('&').Append((char)('a' + i % 26));

        Assert.IsType<Verification.Verified>(Verifier.Verify(Signed(target: query.ToString()), _body, Service));
    }

    private static SignableRequest Signed(
        SigningCredentials? credentials = null, string region = "us-east-1", string target = "/ListEntities")
    {
        IHeaderDictionary headers = new HeaderDictionary { ["Host"] = "catalog.example.test", ["X-Amz-Date"] = "20260115T120000Z" };
        credentials ??= new("AKIDEXAMPLE", Secret);
        if (credentials.SessionToken is { } token)
            headers["X-Amz-Security-Token"] = token;
        var request = new SignableRequest("POST", target, headers);
        headers.Authorization = RequestSigner.Authorize(request, _body, credentials, region, Service, _now);
        return request;
    }

    private static SignableRequest Presigned(SigningCredentials credentials)
    {
        var request = new SignableRequest("GET", "/DescribeEntity", new HeaderDictionary { ["Host"] = "catalog.example.test" });
        return request with
        {
            Target = RequestSigner.Presign(request, _body, credentials, "us-east-1", Service, _now, TimeSpan.FromMinutes(5)),
        };
    }

    private Verification.Refused Refused(AuthenticationFailure failure, SignableRequest request, byte[]? body = null)
    {
        var refused = Assert.IsType<Verification.Refused>(Verifier.Verify(request, body ?? _body, Service));
        Assert.Equal(failure, refused.Failure);
        return refused;
    }
}
