using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Change sets as an administrator might send them, many of which conflict with each other.</summary>
internal sealed class RandomSets(PreparedHall hall, Random random, bool buyer)
{
    private const string New = "$New.Entity.Identifier";

    /// <summary>Requests that were pending at the last look.</summary>
    public IReadOnlyList<string> Pending { get; set; } = [];

    public SentSet Next(string token) => new(token, buyer ? Request() : Administration(token));

    private object[] Request() => Pending.Count > 0 && random.Next(4) == 0
        ? [Answer("CancelProductProcurementRequest", new { })]
        : [
            new
            {
                ChangeType = "CreateProductProcurementRequest",
                ChangeName = "New",
                Entity = new { Type = "ProductProcurementRequest@1.0" },
                DetailsDocument = new { Products = Products(random.Next(1, 3)).Select(id => new { Id = id }).ToArray(), Reason = "Needed" },
            },
        ];

    private object[] Administration(string name) => random.Next(10) switch
    {
        0 =>
        [
            new { ChangeType = "CreateExperience", ChangeName = "New", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name } },
            Change("CreateProcurementPolicy", New, new { Name = name }),
            Change("AllowProductProcurement", New, Named(2)),
        ],
        1 => [Change("UpdateExperience", Experience(), new { Name = name })],
        2 => [Change("AllowProductProcurement", Experience(), Named(1))],
        3 => [Change("AssociateAudience", Experience(), Principals(Principal()))],
        4 => Move(Principal()),
        5 => [Change("AllowProductProcurement", hall.Live, Named(1))],
        6 => [Change("RemoveProductProcurement", hall.Live, Named(5))],
        7 when Pending.Count > 0 => [Answer("ApproveProductProcurementRequest", new { ApproverNote = name })],
        8 when Pending.Count > 0 => [Answer("DeclineProductProcurementRequest", new { ApproverNote = name })],
        _ => RenameAndAllow(Experience(), name),
    };

    /// <summary>A principal moves from one experience to another; fails as a whole when it is not on the first.</summary>
    private object[] Move(string principal)
    {
        var place = random.Next(hall.Experiences.Count);
        var other = hall.Experiences[(place + 1) % hall.Experiences.Count];
        return [Change("DisassociateAudience", hall.Experiences[place], Principals(principal)), Change("AssociateAudience", other, Principals(principal))];
    }

    private object[] RenameAndAllow(string experience, string name) =>
        [Change("UpdateExperience", experience, new { Name = name }), Change("AllowProductProcurement", experience, Named(2))];

    private object Answer(string type, object details) =>
        new { ChangeType = type, Entity = new { Type = "ProductProcurementRequest@1.0", Identifier = Pending[random.Next(Pending.Count)] }, DetailsDocument = details };

    private string Experience() => hall.Experiences[random.Next(hall.Experiences.Count)];

    private string Principal()
    {
        string[] principals = [hall.World.Engineering, hall.World.Finance, hall.World.Developer, hall.World.AtRoot];
        return principals[random.Next(principals.Length)];
    }

    private string[] Products(int count)
    {
        var first = random.Next(26);
        return [.. Enumerable.Range(first, count).Select(n => PreparedHall.Product(n % 26))];
    }

    private static object Principals(string principal) => new { Principals = new[] { principal } };

    private object Named(int count) => new { Products = new[] { new { Ids = Products(count) } } };
}
