using Guildhall.Domain;
using Guildhall.Domain.Changes;

namespace Guildhall.Tests.Domain.Changes;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("exp-1234example", "exp-1234example", null)]
    [InlineData("exp-1234example@3", "exp-1234example", 3)]
    [InlineData("exp-example01@02", "exp-example01", 2)]
    public void An_entity_is_named_with_or_without_its_revision(string text, string id, int? revision) =>
        Assert.Equal(new Identifier.Existing(new EntityId(id), revision), Identifier.Parse(text));

    [Theory]
    [InlineData("$CreateExp.Entity.Identifier", "CreateExp")]
    [InlineData("$create-1_b.Entity.Identifier", "create-1_b")]
    public void What_a_change_creates_is_named_by_the_change(string text, string name) => Assert.Equal(new Identifier.Reference(name), Identifier.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("@3")]
    [InlineData("exp-a@")]
    [InlineData("exp-a@x")]
    [InlineData("exp-a@1@2")]
    [InlineData("exp-a@99999999999")]
    [InlineData("exp a")]
    [InlineData("exp-a\n")]
    [InlineData("exp-ä")]
    [InlineData("$.Entity.Identifier")]
    [InlineData("$a.Entity.Name")]
    [InlineData("$a.Entity.Identifier@1")]
    [InlineData("x$a.Entity.Identifier")]
    public void Anything_else_is_malformed(string text) => Assert.Null(Identifier.Parse(text));
}
