using System.Text.Json;
using System.Xml.Linq;

namespace Guildhall.Tests.SimulatedAws.Models;

/// <summary>Every operation once, successfully: its answer has no member that AWS's model does not have.</summary>
[Trait("Ring", "Clients")]
public sealed class OutputTests : CloudTest
{
    [Fact]
    public async Task Every_answer_has_only_members_of_the_model()
    {
        var models = (await ModelledOperation.AllAsync()).ToDictionary(operation => (operation.Service, operation.Name));
        var tour = new Tour(Cloud, Organization);

        await tour.GoAsync();

        var strange = tour.Replies.SelectMany(reply => Strange(reply.Reply, models[(reply.Service, reply.Operation)].Output).Select(name => $"{reply.Operation}: {name}"));
        Assert.Empty(strange);
        Assert.Empty(Served().Except(tour.Replies.Select(reply => (reply.Service, reply.Operation))));
    }

    private static IEnumerable<(string, string)> Served() =>
        ServedOperations.All.Where(served => served.Service != ServedOperations.Storage && served.Name != "EnableAllFeatures"); // which only refuses

    private static IEnumerable<string> Strange(CloudReply reply, JsonElement model) =>
        reply.Body.Length == 0 ? []
        : reply.ContentType == "text/xml" ? Strange(XElement.Parse(reply.Body), model)
        : Strange(reply.Json, model);

    private static IEnumerable<string> Strange(JsonElement json, JsonElement model) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(item => Strange(item, model)),
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member =>
            model.TryGetProperty(member.Name, out var inner) || model.TryGetProperty("*", out inner) ? Strange(member.Value, inner) : [member.Name]),
        _ => [],
    };

    private static IEnumerable<string> Strange(XElement response, JsonElement model) =>
        response.Elements().Where(element => element.Name.LocalName != "ResponseMetadata").Elements().SelectMany(element => StrangeElement(element, model));

    private static IEnumerable<string> StrangeElement(XElement element, JsonElement model)
    {
        var name = element.Name.LocalName;
        if (name == "member") return element.Elements().SelectMany(inner => StrangeElement(inner, model));
        return model.TryGetProperty(name, out var known) ? element.Elements().SelectMany(inner => StrangeElement(inner, known)) : [name];
    }
}
