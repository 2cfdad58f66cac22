using Guildhall.App.Changes.Bulk;

namespace Guildhall.Tests.App.Changes;

public sealed class BulkWordsTests
{
    [Theory]
    [InlineData("prod-a10, prod-b are not in the catalogue.", "prod-b", true)]
    [InlineData("prod-a10, prod-b are not in the catalogue.", "prod-a10", true)]
    [InlineData("prod-a10, prod-b are not in the catalogue.", "prod-a1", false)]
    [InlineData("x-prod-b and prod-b-2", "prod-b", false)]
    [InlineData("x-prod-b, prod-b", "prod-b", true)]
    public void A_message_names_an_id_only_as_a_whole(string message, string id, bool named) => Assert.Equal(named, BulkWords.Names(message, id));
}
