using System.Text.Json.Serialization;
using Guildhall.App.Billing.Spend;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Agreements;
using Guildhall.Domain.Governance;
using Guildhall.Server.Api.Catalog;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1;

/// <summary>The effect of changes on accounts, as API and command tell it.</summary>
/// <param name="Governors">Accounts whose governing experience changes.</param>
/// <param name="Gained">Permissions to buy one product in one account that appear.</param>
/// <param name="Lost">Permissions that disappear.</param>
/// <param name="Accounts">Every affected account, in the order of the organization's tree.</param>
/// <param name="Agreements">The active agreements that are concerned; null when the caller may not see agreements.</param>
/// <param name="Spend">What is paid for and loses its approval, or is denied; null when the caller may not read spend.</param>
internal sealed record PreviewAnswer(int Governors, long Gained, long Lost, IReadOnlyList<PreviewedAccount> Accounts, PreviewedAgreements? Agreements, PreviewedSpend? Spend)
{
    public static PreviewAnswer Of(Preview preview) => new(
        preview.Governors, preview.Gained, preview.Lost, [.. preview.Accounts.Select(a => Account(preview, a))],
        preview.Agreements is { } agreements ? PreviewedAgreements.Of(agreements) : null, preview.Spend is { } spend ? PreviewedSpend.Of(spend) : null);

    /// <summary>The changes of a document with the member <c>ChangeSet</c> of StartChangeSet; its other members are checked and not needed.</summary>
    public static Result<ChangeSetDraft> Read(ReadOnlySpan<byte> document)
    {
        var read = JsonBody.Read(document, StartChangeSetJson.Default.StartChangeSetRequest, "VALIDATION_ERROR");
        if (read.Error is { } malformed) return Problem.Malformed(malformed.Message);
        return StartChangeSet.Draft(read.Value) is { } draft ? draft : Problem.Malformed("ChangeSet is required; each change needs ChangeType, Entity and Entity.Type, each tag a Key and a Value.", "ChangeSet");
    }

    private static PreviewedAccount Account(Preview preview, AffectedAccount affected)
    {
        var node = preview.After.Marketplace.Organization.Tree.Nodes[affected.Account];
        return new PreviewedAccount(
            node.Id.Value,
            node.Name,
            preview.Before.Marketplace.Organization.Tree.Find(node.Id.Value) is { } before ? preview.Before.GovernorOf(before)?.Experience.Value : null,
            preview.After.GovernorOf(affected.Account)?.Experience.Value,
            affected.Products.Gained,
            affected.Products.Lost);
    }
}

/// <summary>An affected account with the experiences that govern it before and after; null when nothing does.</summary>
internal sealed record PreviewedAccount(string AccountId, string Name, string? ExperienceBefore, string? ExperienceAfter, int Gained, int Lost);

/// <summary>Active agreements that a change concerns. None of them is cut off: what is no longer approved is not renewed, not added to and not bought anew.</summary>
/// <param name="NoLongerApproved">Those whose product would not be approved any more.</param>
/// <param name="Renewals">Those no longer approved that would renew by themselves, and will not.</param>
/// <param name="ApprovedAgain">Those whose product would be approved again.</param>
internal sealed record PreviewedAgreements(int NoLongerApproved, int Renewals, DateTimeOffset? NextRenewal, int ApprovedAgain, IReadOnlyList<PreviewedAgreement> Items)
{
    public static PreviewedAgreements Of(AgreementEffect effect) => new(
        effect.NoLonger,
        effect.Renewals,
        effect.NextRenewal,
        effect.Again,
        [.. effect.All.Select(c => new PreviewedAgreement(c.Agreement.Id, c.Agreement.Account.Value, c.Agreement.Product.Value, c.Approved, c.Agreement.Renewal))]);
}

/// <summary>One of them.</summary>
/// <param name="Approved">Whether its product is approved after the change.</param>
/// <param name="RenewsAt">When it would renew by itself; null when it does not.</param>
internal sealed record PreviewedAgreement(string AgreementId, string AccountId, string ProductId, bool Approved, DateTimeOffset? RenewsAt);

/// <summary>What is paid for on AWS Marketplace and loses its approval, or is denied. It goes on and costs money until its agreement ends.</summary>
/// <param name="Currency">Null where nothing could be concerned, or there is no report.</param>
/// <param name="From">The month before the newest that has a report; null where there is no currency, as is <paramref name="To"/>.</param>
/// <param name="To">The newest, which may not be over.</param>
internal sealed record PreviewedSpend(string? Currency, string? From, string? To, IReadOnlyList<PreviewedUse> Items)
{
    public static PreviewedSpend Of(SpendEffect effect)
    {
        var told = effect.Currency is not null;
        return new PreviewedSpend(effect.Currency, told ? $"{effect.From}" : null, told ? $"{effect.To}" : null, [.. effect.Uses.Select(u => new PreviewedUse(u.Account, u.Product.Value, u.Code, $"{u.Before}", $"{u.Cost}"))]);
    }
}

/// <summary>What an account pays for a product.</summary>
/// <param name="ProductCode">As the report has it.</param>
/// <param name="Before">Of the first month, in decimals.</param>
/// <param name="Cost">Of the second.</param>
internal sealed record PreviewedUse(string AccountId, string ProductId, string ProductCode, string Before, string Cost);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PreviewAnswer))]
internal sealed partial class PreviewJson : JsonSerializerContext;
