using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.App.Lists;

/// <summary>
/// One filter of a list of entities. Its values and its substring are alternatives; an entity must pass every filter. Without any condition it lets
/// everything through. private-marketplace.md 2.6.
/// </summary>
public sealed record ListFilter(string Name)
{
    public IReadOnlyList<string> Values { get; init; } = [];

    /// <summary>A part of the text, case included.</summary>
    public string? Contains { get; init; }

    /// <summary>Exclusive, as all bounds.</summary>
    public DateTimeOffset? After { get; init; }

    public DateTimeOffset? Before { get; init; }

    internal bool Matches(EntitySummary entity) => MatchesText(entity) && MatchesDate(entity.LastModified);

    private bool MatchesText(EntitySummary entity)
    {
        if (Values.Count == 0 && Contains is null) return true;
        foreach (var value in Values)
        {
            if (Has(entity, value)) return true;
        }

        return Contains is not null && entity.Name.Contains(Contains, StringComparison.Ordinal);
    }

    /// <summary>Times are shown in whole seconds, so that is how they are compared.</summary>
    private bool MatchesDate(DateTimeOffset modified)
    {
        var shown = modified.AddTicks(-(modified.UtcTicks % TimeSpan.TicksPerSecond));
        return (After is not { } after || shown > after) && (Before is not { } before || shown < before);
    }

    private bool Has(EntitySummary entity, string value) => (Name, entity.Entity) switch
    {
        ("EntityId", _) => entity.Id == value,
        ("Name" or "ProductTitle", _) => entity.Name == value,
        ("Visibility", Product product) => product.Visibility.ToString() == value,
        ("Status", Experience experience) => (experience.Live ? "Enabled" : "Disabled") == value,
        ("AdminStatus", Experience experience) => (experience.Archived ? "Restricted" : "Editable") == value,
        ("Principal", Audience audience) => audience.Principals.Contains(new PrincipalId(value)),
        ("ExperienceId", Audience) => entity.Parent?.Value == value,
        ("ExperienceId", ProductRequest request) => request.Experience.Value == value,
        ("RequestStatus", ProductRequest request) => request.Status.ToString() == value,
        ("ProductId", ProductRequest request) => request.Products.Any(p => p.Id.Value == value),
        _ => throw new InvalidOperationException($"A {entity.Type} has no filter {Name}."),
    };
}
