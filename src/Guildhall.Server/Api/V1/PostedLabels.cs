using System.Collections.Immutable;
using System.Text.Json;
using Guildhall.Domain;
using Guildhall.Domain.Vending;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1;

/// <summary>Labels of an account as Guildhall's own API takes them: what is left out stays, null takes away.</summary>
internal static class PostedLabels
{
    private static readonly ImmutableArray<string> Members = ["company", "costCentre", "purpose", "budget"];

    /// <summary>Refused: no object, another member (<c>field_not_editable</c>), one of another type.</summary>
    public static Result<Func<AccountLabels, AccountLabels>> Read(ReadOnlyMemory<byte> body)
    {
        var read = JsonBody.Read(body.Span, "VALIDATION_ERROR");
        if (read.Error is { } malformed) return Problem.Malformed(malformed.Message);
        foreach (var member in read.Value.EnumerateObject())
        {
            if (!Members.Contains(member.Name)) return new Problem(ProblemKind.Malformed, "field_not_editable", $"{member.Name} cannot be given here.", member.Name);
            if (Fault(member) is { } fault) return fault;
        }

        var given = read.Value.Clone();
        return (Func<AccountLabels, AccountLabels>)(now => new AccountLabels
        {
            Company = Text("company", now.Company),
            CostCentre = Text("costCentre", now.CostCentre),
            Purpose = Text("purpose", now.Purpose),
            Budget = given.TryGetProperty("budget", out var budget) ? budget.ValueKind == JsonValueKind.Null ? null : budget.GetDecimal() : now.Budget,
        });

        string? Text(string name, string? kept) => given.TryGetProperty(name, out var text) ? text.GetString() : kept;
    }

    private static Problem? Fault(JsonProperty member)
    {
        if (member.Value.ValueKind == JsonValueKind.Null) return null;
        if (member.Name == "budget") return member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetDecimal(out _) ? null : Problem.Malformed("budget must be a number.", member.Name);
        return member.Value.ValueKind == JsonValueKind.String ? null : Problem.Malformed($"{member.Name} must be text.", member.Name);
    }
}
