using System.Text.Json.Serialization;
using Guildhall.App.Changes;
using Guildhall.Domain;
using Guildhall.Domain.Governance;
using Guildhall.Server.Api.Catalog;
using Guildhall.Wire.Protocols;

namespace Guildhall.Server.Api.V1;

/// <summary>The effect of changes on accounts, as API and command tell it.</summary>
/// <param name="Governors">Accounts whose governing experience changes.</param>
/// <param name="Gained">Permissions to buy one product in one account that appear.</param>
/// <param name="Lost">Permissions that disappear.</param>
/// <param name="Accounts">Every affected account, in the order of the organization's tree.</param>
internal sealed record PreviewAnswer(int Governors, long Gained, long Lost, IReadOnlyList<PreviewedAccount> Accounts)
{
    public static PreviewAnswer Of(Preview preview) => new(preview.Governors, preview.Gained, preview.Lost, [.. preview.Accounts.Select(a => Account(preview, a))]);

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

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(PreviewAnswer))]
internal sealed partial class PreviewJson : JsonSerializerContext;
