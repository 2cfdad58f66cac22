using System.Text.Json;
using Guildhall.App.Changes;
using Guildhall.Domain;

namespace Guildhall.Tests.App.Changes;

public sealed class OpenSetsTests
{
    [Fact]
    public void F45_A_change_that_only_a_newer_version_knows_does_not_keep_this_one_from_starting()
    {
        var principals = JsonSerializer.SerializeToElement(new { Principals = new[] { "111122223333" } });
        var changes = StoredChanges.Write(
        [
            new StoredChange("ChangeOfTomorrow", "Experience@1.0", principals),
            new StoredChange("AssociateAudience", "Experience@1.0", JsonSerializer.SerializeToElement(new { Tomorrow = true })),
            new StoredChange("AssociateAudience", "Experience@1.0", principals),
        ]);

        var open = OpenSets.Of(new AccountId("111122223333"), DateTimeOffset.UnixEpoch, changes);

        Assert.Equal([new PrincipalId("111122223333")], open.Principals);
    }
}
