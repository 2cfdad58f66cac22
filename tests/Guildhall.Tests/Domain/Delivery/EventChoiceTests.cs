using Guildhall.Domain.Delivery;

namespace Guildhall.Tests.Domain.Delivery;

public sealed class EventChoiceTests
{
    [Theory]
    [InlineData("", "Change Set Failed", true)]
    [InlineData("Change Set Failed", "Change Set Failed", true)]
    [InlineData("Change Set Failed", "Change Set Failed Twice", false)]
    [InlineData("Product Request *", "Product Request Created", true)]
    [InlineData("Product Request *\nAccount Closed", "Account Closed", true)]
    [InlineData("product request *", "Product Request Created", false)]
    [InlineData("*", "Anything", true)]
    public void Types_are_taken_whole_or_by_their_beginning(string types, string type, bool taken) =>
        Assert.Equal(taken, new EventChoice(EventChoice.TypesIn(types), null).Takes(type, []));

    [Fact]
    public void With_an_experience_only_what_is_about_it_is_taken()
    {
        var choice = new EventChoice([], "exp-a");

        Assert.True(choice.Takes("Change Set Succeeded", ["exp-b", "exp-a"]));
        Assert.False(choice.Takes("Change Set Succeeded", ["exp-b"]));
        Assert.False(choice.Takes("Account Closed", []));
    }

    [Theory]
    [InlineData("Change * Failed")]
    [InlineData("<script>")]
    [InlineData("Change_Set")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_type_is_refused(string type) => Assert.Equal("events", new EventChoice([type], null).Fault("events")!.Member);

    [Fact]
    public void At_most_50_types_are_named()
    {
        var types = Enumerable.Range(0, 51).Select(n => $"Type {(char)('A' + (n % 26))}{(char)('a' + (n / 26))}");

        Assert.Null(new EventChoice([.. types.Take(50)], null).Fault("events"));
        Assert.NotNull(new EventChoice([.. types], null).Fault("events"));
    }
}
