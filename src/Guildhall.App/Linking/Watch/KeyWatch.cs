using System.Globalization;
using System.Text.Json.Nodes;
using Guildhall.App.Events;
using Guildhall.App.Store;
using Guildhall.Domain.Linking;

namespace Guildhall.App.Linking.Watch;

/// <summary>Tells once of each key that it grows old, and once that it has. vendor-integration.md 9, age; 16.</summary>
internal static class KeyWatch
{
    public static void Stage(WriteScope scope, string linkId, KeyLife life)
    {
        if (scope.Db.Links.Find(linkId) is not { State: not LinkStates.Removed, TenantId: { } tenant } link || Links.KeySince(link) is not { } since) return;
        var age = life.Of(since, scope.Now);
        if (age == KeyAge.Young) return;
        var (name, key) = (age == KeyAge.Aged ? "KeyAged" : "KeyAging", $"{link.Id}-{since.UtcTicks.ToString(CultureInfo.InvariantCulture)}");
        var id = OwnEvents.IdOf(tenant, key, name);
        if (scope.Db.Events.Any(e => e.TenantId == tenant && e.Id == id)) return;
        var about = new JsonObject { ["accessKeyId"] = MaskedKeys.Mask(link.AccessKeyId), ["since"] = Wire.Protocols.WireTime.Text(since), ["until"] = Wire.Protocols.WireTime.Text(life.EndOf(since)!.Value) };
        LinkAccess.Tell(scope, link, name, key, about);
    }
}
