using System.Collections.Immutable;
using System.Globalization;
using Guildhall.App.Billing.Exits;
using Guildhall.App.Billing.Spend;
using Guildhall.Domain;
using Guildhall.Domain.Billing;
using Guildhall.Server.Ui.Pages;

namespace Guildhall.Server.Ui.Console.Exits;

/// <summary>What is paid for a product now.</summary>
/// <param name="Code">In the bills.</param>
/// <param name="Name">As the reader knows it.</param>
/// <param name="Currency">Null while there is no report.</param>
public sealed record PaidProduct(string Code, string Name, string? Currency, BillingMonth From, BillingMonth To, ImmutableArray<BilledUse> Uses)
{
    /// <summary>How many accounts pay.</summary>
    public int Paying { get; } = Accounts(Uses.Where(u => u.Cost.Units > 0));

    /// <summary>How many of them may not buy it.</summary>
    public int NotApproved { get; } = Accounts(Uses.Where(u => u.Cost.Units > 0 && u.Standing == UseStanding.NotApproved));

    private static int Accounts(IEnumerable<BilledUse> uses) => uses.Select(u => u.Account).Distinct(StringComparer.Ordinal).Count();
}

/// <summary>A plan with what is paid now by those whom it is about.</summary>
public sealed record ExitPage(ExitView Exit, PaidProduct Paid, DateOnly Today, bool Manages);

/// <summary>The form of a plan with what was typed.</summary>
/// <param name="Id">The plan that is changed; null for a new one.</param>
/// <param name="Version">The version of it that was seen.</param>
public sealed record TypedExit(string? Id, string Version, ExitText Text, PaidProduct Paid, DateOnly Today)
{
    public ImmutableArray<Problem> Problems { get; init; } = [];

    /// <summary>What somebody else changed meanwhile.</summary>
    public ImmutableArray<string> Changes { get; init; } = [];

    public string Url => Id is null ? ExitAddresses.New : ExitAddresses.Of(Id) + "/edit";

    /// <summary>Filled with what the plan says now.</summary>
    internal static TypedExit Of(ExitPage page) => new(
        page.Exit.Id, page.Exit.Version.ToString(CultureInfo.InvariantCulture), new ExitText { GoneBy = Day(page.Exit.Plan.GoneBy), Note = page.Exit.Plan.Note }, page.Paid, page.Today);

    internal static ExitText Read(PageCall call, bool first) => new()
    {
        Organization = first ? call.Text("organizationId") : null,
        Product = first ? call.Text("product") : null,
        Whose = first ? call.Given("whose") : null,
        GoneBy = call.Text("goneBy"),
        Note = call.Text("note"),
    };

    internal static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
