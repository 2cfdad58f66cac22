namespace Guildhall.App.Vending.Lifecycle;

/// <summary>What is done to a member account after it is there: the kinds of the ledger entries whose subject is the account. Part of the stored form. vendor-integration.md 14.</summary>
public static class MemberSteps
{
    public const string Suspend = "member.suspend";
    public const string Resume = "member.resume";
    public const string Move = "member.move";
    public const string Tag = "member.tag";
    public const string Alias = "member.alias";
    public const string Contact = "member.contact";
    public const string Name = "member.name";
    public const string Close = "member.close";
    public const string Leave = "member.leave";

    /// <summary>In the words of progress lists.</summary>
    public static string Word(string kind) => kind switch
    {
        Suspend => "Suspend",
        Resume => "Resume",
        Move => "Move",
        Tag => "Change tags",
        Alias => "Set the alias",
        Contact => "Set the contact",
        Name => "Change the name",
        Close => "Close",
        Leave => "Leave the organization",
        _ => kind,
    };
}
