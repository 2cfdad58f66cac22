using System.Collections.Frozen;
using System.Collections.Immutable;
using Guildhall.Domain.Audiences;
using Guildhall.Domain.Experiences;
using Guildhall.Domain.Products;
using Guildhall.Domain.Requests;

namespace Guildhall.Domain.Changes;

/// <summary>All change types, in execution order. private-marketplace.md 2.1.3 and 4, decisions.md 33.</summary>
public static class ChangeTypes
{
    public static ImmutableArray<ChangeType> All { get; } = Numbered(
        ChangeType.OnExperience<CreateExperience>(),
        ChangeType.OnExperience<ReviveExperience>(),
        ChangeType.OnExperience<CreateProcurementPolicy>(),
        ChangeType.OnExperience<CreateBrandingSettings>(),
        ChangeType.OnExperience<UpdateProcurementPolicy>(),
        ChangeType.OnExperience<UpdateBrandingSettings>(),
        ChangeType.OnExperience<DenyProductProcurement>(),
        ChangeType.OnExperience<RemoveProductProcurement>(),
        ChangeType.OnExperience<AllowProductProcurement>(),
        ChangeType.OnExperience<DisassociateAudience>(),
        ChangeType.OnExperience<AssociateAudience>(),
        ChangeType.OnExperience<UpdateExperience>(),
        ChangeType.OnExperience<RestrictExperience>(),
        ChangeType.OnRequest<CreateProductProcurementRequest>(),
        ChangeType.OnRequest<CancelProductProcurementRequest>(),
        ChangeType.OnRequest<ApproveProductProcurementRequest>(),
        ChangeType.OnRequest<DeclineProductProcurementRequest>(),
        ChangeType.OnExperience<UnblockProductRequests>());

    private static readonly FrozenDictionary<string, ChangeType> ByName = All.ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    /// <summary>Null when there is no change type of that exact name.</summary>
    public static ChangeType? Find(string name) => ByName.GetValueOrDefault(name);

    public static ChangeType Of(Change change) => ByName[change.GetType().Name];

    private static ImmutableArray<ChangeType> Numbered(params ReadOnlySpan<ChangeType> types)
    {
        var numbered = ImmutableArray.CreateBuilder<ChangeType>(types.Length);
        foreach (var type in types) numbered.Add(type with { Order = numbered.Count });
        return numbered.MoveToImmutable();
    }
}
