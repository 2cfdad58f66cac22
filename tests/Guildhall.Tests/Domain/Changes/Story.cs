using Guildhall.Domain;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Changes;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Requests;

namespace Guildhall.Tests.Domain.Changes;

/// <summary>A hall that lives through random sets: a number is read as a set of one to four changes, sensible and senseless ones alike.</summary>
internal sealed class Story
{
    private static readonly string[] _products = ["prod-a", "prod-b", "prod-c", "prod-d", "prod-absent"];
    private static readonly string[] _principals = [Hall.Whole, Hall.Engineering, Hall.Finance, Hall.Engineer, Hall.Accountant, "888877776666"];

    /// <summary>Change types that do not interact with the others.</summary>
    public static readonly string[] NeverTold =
    [
        "CreateExperience", "CreateProcurementPolicy", "UpdateProcurementPolicy", "CreateBrandingSettings", "UpdateBrandingSettings",
        "CancelProductProcurementRequest",
    ];

    private readonly EntityId[] _experiences;

    public Story()
    {
        Hall.Selling(_products[..4]);
        _experiences = [Hall.LiveExperience("A", Hall.Whole), Hall.LiveExperience("B", Hall.Engineer), Hall.Experience("C")];
        (Before, Set) = (Hall.Marketplace, []);
    }

    public Hall Hall { get; } = Hall.Integrated();

    /// <summary>The state before the last set.</summary>
    public PrivateMarketplace Before { get; private set; }

    public (EntityId Target, Change Change)[] Set { get; private set; }

    public bool Succeeded { get; private set; }

    /// <summary>Runs one set; what failed leaves the hall as it was.</summary>
    public Story Next(int number)
    {
        var random = new Random(number);
        (Before, Set) = (Hall.Marketplace, random.Next(4) == 0 ? Asking(random) : Administering(random));
        Succeeded = Hall.Try(Set) is ChangeOutcome.Succeeded;
        if (Succeeded) Hall.Do(Set);
        return this;
    }

    private (EntityId, Change)[] Asking(Random random)
    {
        Hall.As(random.Next(2) == 0 ? Hall.Engineer : Hall.Accountant);
        return [(Hall.Ids.Entity(EntityType.ProductProcurementRequest), Words.Ask(Some(random, _products[..4])))];
    }

    private (EntityId, Change)[] Administering(Random random)
    {
        Hall.As(Hall.Management);
        var pending = Hall.Marketplace.Requests.Keys.OrderBy(r => r.Value, StringComparer.Ordinal).ToArray();
        return
        [
            .. Enumerable.Range(0, random.Next(1, 5))
                .Select(_ => pending.Length > 0 && random.Next(3) == 0
                    ? (pending[random.Next(pending.Length)], Answer(random))
                    : OnExperience(random, _experiences[random.Next(_experiences.Length)]))
                .DistinctBy(c => (c.Item1, c.Item2.GetType())),
        ];
    }

    private static Change Answer(Random random) =>
        random.Next(2) == 0 ? new ApproveProductProcurementRequest("Yes") : new DeclineProductProcurementRequest("No", random.Next(2) == 0);

    private (EntityId, Change) OnExperience(Random random, EntityId id) => (id, Hall[id].Archived && random.Next(2) == 0 ? new ReviveExperience() : random.Next(20) switch
    {
        0 or 1 => new UpdateExperience(Status: random.Next(3) > 0 ? ExperienceStatus.Enabled : ExperienceStatus.Disabled),
        2 => new RestrictExperience(),
        3 => new ReviveExperience(),
        4 or 5 or 6 => new AssociateAudience([.. Some(random, _principals)]),
        7 or 8 => new DisassociateAudience([.. Some(random, _principals)]),
        9 or 10 => new DisassociateAudience([.. Hall.Audience(id).Take(1).DefaultIfEmpty(Hall.Whole)]),
        11 or 12 => Words.Deny(Some(random, _products)),
        13 or 14 => Words.Remove(Some(random, _products)),
        15 => new UnblockProductRequests([.. Some(random, _products).Select(p => new ProductReference(p))]),
        _ => Words.Allow(Some(random, _products)),
    });

    /// <summary>One or two of them, hardly ever the last, which does not exist.</summary>
    private static string[] Some(Random random, string[] from) =>
        [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => from[random.Next(30) == 0 ? ^1 : random.Next(from.Length - 1)]).Distinct()];
}
