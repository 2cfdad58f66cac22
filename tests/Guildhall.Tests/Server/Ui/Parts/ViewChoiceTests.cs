using Guildhall.Server.Ui.Parts;
using Guildhall.Tests.House;
using Microsoft.AspNetCore.Components;

namespace Guildhall.Tests.Server.Ui.Parts;

public sealed class ViewChoiceTests
{
    [Fact]
    public void What_was_written_is_read_again()
    {
        var choice = (ViewChoice.Plain with { Compact = true }).Turning("audit", ["when", "actor"]).Turning("keys", ["status"]);

        Assert.Equal("compact|audit:actor.when|keys:status", choice.Text);
        Assert.Equal(choice.Text, ViewChoice.Read(choice.Text).Text);
        Assert.True(ViewChoice.Read(choice.Text).Turns("audit", "when"));
    }

    [Theory]
    [InlineData("<script>:a")]
    [InlineData("audit:<b>")]
    [InlineData("audit")]
    [InlineData("a:b:c")]
    [InlineData("ABC:d")]
    public void What_somebody_else_wrote_is_left_out(string text) => Assert.Equal("", ViewChoice.Read(text).Text);

    [Fact]
    public void A_table_with_the_usual_columns_is_forgotten() => Assert.Equal("", ViewChoice.Plain.Turning("audit", ["when"]).Turning("audit", []).Text);

    [Fact]
    public void A_choice_cannot_grow_without_end()
    {
        var choice = ViewChoice.Plain;
        for (var n = 0; n < 100; n++) choice = choice.Turning($"table-{(char)('a' + n / 26)}{(char)('a' + n % 26)}", ["column"]);

        Assert.True(choice.Turned.Count <= 40);
    }

    [Fact]
    public void Every_part_is_shown_on_the_page_of_the_design_system()
    {
        var shown = string.Concat(Directory.GetFiles(Checkout.At("src/Guildhall.Server/Ui/Design"), "*.razor").Select(File.ReadAllText));
        string[] within = ["ChangeReviewView", "FormToken", "PageWay", "TableHead"];

        var missing = typeof(ViewChoice).Assembly.GetTypes()
            .Where(t => t.Namespace == typeof(ViewChoice).Namespace && typeof(ComponentBase).IsAssignableFrom(t) && !within.Contains(t.Name))
            .Where(t => !shown.Contains($"<{t.Name} ", StringComparison.Ordinal))
            .Select(t => t.Name);

        Assert.Empty(missing);
    }
}
