using static Guildhall.Tests.Server.HallCaller;

namespace Guildhall.Tests.Server.Crashes;

/// <summary>Change sets as administrators might send them, many of which conflict with each other.</summary>
internal sealed class RandomSets(PreparedFolder prepared, Random random)
{
    private const string New = "$New.Entity.Identifier";

    public SentSet Next(string token) => new(token, Changes(token));

    private object[] Changes(string name) => random.Next(6) switch
    {
        0 =>
        [
            new { ChangeType = "CreateExperience", ChangeName = "New", Entity = new { Type = "Experience@1.0" }, DetailsDocument = new { Name = name } },
            Change("CreateProcurementPolicy", New, new { Name = name }),
            Change("AllowProductProcurement", New, Products()),
        ],
        1 => [Change("UpdateExperience", Experience(), new { Name = name })],
        2 => [Change("AllowProductProcurement", Experience(), Products())],
        3 => [Change("AssociateAudience", Experience(), Principals(Principal()))],
        4 => Move(Principal()),
        _ => RenameAndAllow(Experience(), name),
    };

    /// <summary>A principal moves from one experience to another; fails as a whole when it is not on the first.</summary>
    private object[] Move(string principal)
    {
        var place = random.Next(prepared.Experiences.Count);
        var other = prepared.Experiences[(place + 1) % prepared.Experiences.Count];
        return [Change("DisassociateAudience", prepared.Experiences[place], Principals(principal)), Change("AssociateAudience", other, Principals(principal))];
    }

    private object[] RenameAndAllow(string experience, string name) =>
        [Change("UpdateExperience", experience, new { Name = name }), Change("AllowProductProcurement", experience, Products())];

    private string Experience() => prepared.Experiences[random.Next(prepared.Experiences.Count)];

    private string Principal()
    {
        string[] principals = [prepared.World.Engineering, prepared.World.Finance, prepared.World.Developer, prepared.World.AtRoot];
        return principals[random.Next(principals.Length)];
    }

    private static object Principals(string principal) => new { Principals = new[] { principal } };

    private object Products() => new { Products = new[] { new { Ids = new[] { $"prod-{(char)('a' + random.Next(26))}aaaaaaaaaaaa" } } } };
}
