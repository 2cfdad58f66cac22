using System.Text.Json;
using System.Text.Json.Nodes;
using Guildhall.Tests.Wire.Signing;

namespace Guildhall.Tests.Server.Api;

/// <summary>AWS's own model of a service, where a botocore is installed: what it says of requests and answers (decisions.md 38).</summary>
internal static class ServiceModel
{
    /// <summary>A line for each operation, each rule of the requests and each member that no request has, as service_model.py prints them.</summary>
    public static async Task<List<JsonNode>> DescribeAsync(string service, IReadOnlyList<(string Operation, JsonObject Request)> requests)
    {
        var list = new JsonArray([.. requests.Select(r => new JsonArray(r.Operation, r.Request.DeepClone()))]);
        return [.. (await Python.RunAsync("Server/Api/service_model.py", service, list.ToJsonString())).Select(line => JsonNode.Parse(line)!)];
    }

    /// <summary>The request with one member changed or removed as a line says.</summary>
    public static JsonObject Changed(JsonObject request, JsonNode line)
    {
        var (path, changed) = (line["path"]!.AsArray(), request.DeepClone().AsObject());
        JsonNode at = changed;
        foreach (var step in path.SkipLast(1)) at = step!.GetValueKind() == JsonValueKind.Number ? at[step.GetValue<int>()]! : at[step.GetValue<string>()]!;
        if (path[^1]!.GetValueKind() == JsonValueKind.Number) at[path[^1]!.GetValue<int>()] = line["value"]?.DeepClone();
        else if (line["rule"]!.GetValue<string>() == "required") at.AsObject().Remove(path[^1]!.GetValue<string>());
        else at[path[^1]!.GetValue<string>()] = line["value"]?.DeepClone();
        return changed;
    }

    /// <summary>What answers have that the model does not allow, and the members of the model that none has (<c>unseen …</c>).</summary>
    public static async Task<string[]> CheckAsync(string service, IEnumerable<(string Operation, JsonNode Answer)> answers)
    {
        var file = Path.GetTempFileName();
        try
        {
            await File.WriteAllTextAsync(file, new JsonArray([.. answers.Select(a => new JsonArray(a.Operation, a.Answer.DeepClone()))]).ToJsonString(), TestContext.Current.CancellationToken);
            return await Python.RunAsync("Server/Api/answer_model.py", service, file);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
