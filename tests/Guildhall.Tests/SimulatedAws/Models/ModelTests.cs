using System.Text.Json;
using Guildhall.SimulatedAws.Kms;
using Guildhall.SimulatedAws.Quotas;
using Guildhall.SimulatedAws.Reports;

namespace Guildhall.Tests.SimulatedAws.Models;

/// <summary>The simulation against AWS's own models, where a botocore is installed (decisions.md 38).</summary>
[Trait("Ring", "Clients")]
public sealed class ModelTests : CloudTest
{
    // What the simulation refuses in a way of its own, or leaves out on purpose.
    private static readonly string[] Exceptions =
    [
        "sts.AssumeRole.SerialNumber", // no multi-factor devices here
        "sts.AssumeRole.TokenCode",
        "sts.AssumeRole.SourceIdentity", // not carried on
        "iam.CreateServiceLinkedRole.CustomSuffix", // refused for every service here
        "iam.CreateUser.PermissionsBoundary", // refused as such
        "iam.CreateRole.PermissionsBoundary",
    ];

    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["min"] = "MIN_",
        ["max"] = "MAX_",
        ["pattern"] = "INVALID_PATTERN",
        ["enum"] = "INVALID_ENUM",
    };

    /// <summary>How each service refuses a member.</summary>
    private static readonly Dictionary<string, string> Refusals = new()
    {
        ["sts"] = "ValidationError",
        ["iam"] = "ValidationError",
        ["cur"] = "ValidationException",
        ["bcm-data-exports"] = "ValidationException",
        ["kms"] = "ValidationException",
        ["account"] = "ValidationException",
        ["service-quotas"] = "IllegalArgumentException",
    };

    [Fact]
    public async Task Every_operation_served_is_one_of_AWSs()
    {
        var known = (await ModelledOperation.AllAsync()).Select(operation => (operation.Service, operation.Name));

        Assert.Empty(ServedOperations.All.Except(known));
        Assert.Equal(9, ServedOperations.All.Select(served => served.Service).Distinct().Count());
    }

    [Fact]
    public async Task Every_limit_of_a_member_is_kept_as_the_model_has_it()
    {
        var (checked_, broken) = (0, new List<string>());
        foreach (var operation in await SimulatedAsync())
        {
            foreach (var (member, value, rule) in operation.Wrong.Where(wrong => !IsException(operation, wrong.Member, wrong.Rule)))
            {
                var reply = await Send(operation, new() { [member] = value }, except: member);
                if (!IsRefused(operation, reply, rule)) broken.Add($"{operation.Service}.{operation.Name}.{member} {rule}: {reply.Status} {reply.Error}");
                checked_++;
            }
        }

        Assert.Empty(broken);
        Assert.True(checked_ > 100, $"Only {checked_} limits were found in the models.");
    }

    [Fact]
    public async Task Every_required_member_is_required()
    {
        foreach (var operation in await SimulatedAsync())
        {
            foreach (var member in operation.Required)
            {
                var reply = await Send(operation, [], except: member);
                var expected = operation.Service == "organizations" ? "InvalidInputException/INPUT_REQUIRED" : Refusals[operation.Service];
                Assert.True(reply.Error == expected, $"{operation.Service}.{operation.Name}.{member}: {reply.Status} {reply.Body}");
            }
        }
    }

    private static async Task<IEnumerable<ModelledOperation>> SimulatedAsync()
    {
        var served = ServedOperations.All.ToHashSet();
        return (await ModelledOperation.AllAsync()).Where(operation => operation.Service != ServedOperations.Storage && served.Contains((operation.Service, operation.Name)));
    }

    private static bool IsException(ModelledOperation operation, string member, string rule)
    {
        var full = $"{operation.Service}.{operation.Name}.{member}";
        return Exceptions.Contains(full) || Exceptions.Contains($"{full} {rule}");
    }

    // A text too long for its shape may break the pattern as well; the simulation tells the first.
    private static bool IsRefused(ModelledOperation operation, CloudReply reply, string rule) => operation.Service == "organizations"
        ? reply.Error?.StartsWith("InvalidInputException/" + Reasons[rule], StringComparison.Ordinal) == true
        : reply.Error == Refusals[operation.Service];

    private Task<CloudReply> Send(ModelledOperation operation, Dictionary<string, JsonElement> wrong, string except)
    {
        var input = operation.Required.Where(member => member != except).ToDictionary(member => member, member => Samples.Of(operation, member, Organization));
        foreach (var (member, value) in wrong) input[member] = value;
        return operation.Service switch
        {
            "organizations" => Management.OrganizationsAsync(operation.Name, input),
            "cur" => Management.JsonAsync("cur", ReportOperations.Target, operation.Name, input),
            "bcm-data-exports" => Management.JsonAsync("bcm-data-exports", ExportOperations.Target, operation.Name, input),
            "service-quotas" => Management.JsonAsync(QuotaOperations.Service, QuotaOperations.Target, operation.Name, input),
            "kms" => Management.JsonAsync(KmsOperations.Service, KmsOperations.Target, operation.Name, input),
            "account" => Management.RestAsync("account", "/" + JsonNamingPolicy.CamelCase.ConvertName(operation.Name), input),
            _ => Form(operation, [.. input.SelectMany(field => Fields(field.Key, field.Value))]),
        };
    }

    private static IEnumerable<(string, string)> Fields(string name, object value) =>
        value is string[] items ? items.Select((item, at) => ($"{name}.member.{at + 1}", item)) : [(name, value.ToString()!)];

    private Task<CloudReply> Form(ModelledOperation operation, (string, string)[] fields) =>
        operation.Service == "sts" ? Management.StsAsync(operation.Name, fields) : Management.IamAsync(operation.Name, fields);
}
