using System.Globalization;
using System.Text.Json;
using Guildhall.App.Linking;
using Guildhall.App.Vending;
using Guildhall.Domain;

namespace Guildhall.Server.Api.V1.Vendors;

/// <summary>Answers about links: codes and statuses of vendor-integration.md 17.</summary>
internal static class LinkAnswers
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Problem NoSuch { get; } = Problem.NotFound("There is no such organization.");

    public static ApiAnswer Of(object document) => new(json => JsonSerializer.Serialize(json, document, Json), null);

    public static ApiAnswer OfRun(PreflightRun run) => Of(new
    {
        id = run.Id,
        linkId = run.LinkId,
        accountId = run.AccountId,
        at = run.At,
        by = run.By,
        passed = run.Passed,
        summary = run.Summary,
        milliseconds = run.Milliseconds,
        checks = OrganizationAnswers.Of(run.Checks),
    });

    /// <summary>The first problem as the error, and all of them beside it.</summary>
    public static ApiAnswer Refuse(IReadOnlyList<Problem> problems, ApiCall call)
    {
        var first = problems[0];
        if (first.Kind == ProblemKind.Forbidden) return new ApiAnswer(null, first);
        var errors = problems.Select(p => new { code = CodeOf(p), message = p.Message, field = p.Member });
        var document = new { code = CodeOf(first), message = first.Message, field = first.Member, requestId = call.RequestId, errors };
        return Of(document) with { Status = StatusOf(first) };
    }

    public static string ETag(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    /// <summary>The version that the caller saw; none without <c>If-Match</c> or with <c>*</c>. A tag of another form never fits.</summary>
    public static Result<SeenVersion> Version(ApiCall call, string what = "The organization")
    {
        if (call.Header("If-Match") is not { Length: > 0 } tag || tag == "*") return new SeenVersion(null);
        return long.TryParse(tag.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? new SeenVersion(version) : Problem.Conflict("STALE", $"{what} has no such version.");
    }

    /// <summary>The code of section 17 for a problem of organizations, orders and accounts.</summary>
    internal static string CodeOf(Problem problem) => problem.Code switch
    {
        "VALIDATION_ERROR" => "invalid_field",
        "ENTITY_NOT_FOUND" => "not_found",
        LinkStates.PausedCode or AccountOrders.NoAddressLeft => problem.Code.ToLowerInvariant(),
        _ when problem.Kind == ProblemKind.Upstream => "aws_error",
        var code => code.ToLowerInvariant(),
    };

    /// <summary>The status of section 17 for the same.</summary>
    internal static int StatusOf(Problem problem) => problem switch
    {
        { Code: "STALE" } => StatusCodes.Status412PreconditionFailed,
        { Code: LinkEdits.PreflightFailed } => StatusCodes.Status422UnprocessableEntity,
        { Code: LinkStates.PausedCode } => StatusCodes.Status503ServiceUnavailable,
        _ => ApiErrors.StatusOf(problem.Kind),
    };
}

/// <param name="Seen">Null for whoever does not mind.</param>
internal sealed record SeenVersion(long? Seen);
