using System.Reflection;
using System.Text.RegularExpressions;
using Guildhall.Tests.Clients;
using Guildhall.Tests.Server;
using Guildhall.Tests.Server.Faults;
using Guildhall.Tests.Server.Linking;
using Guildhall.Tests.Server.Vending;

namespace Guildhall.Tests.House;

/// <summary>Every server test on SQLite and on PostgreSQL; and <c>./check --fast</c> starts no other program. Issue 2, "Must show" 8.</summary>
public sealed partial class RingTests
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private const string Words = "What an answer of AWS means is decided before it is stored; the other tests of orders, invitations, accounts and links store such answers in both databases.";

    /// <summary>Server tests on SQLite alone, beside the rings Clients and Browser: those show the wire to AWS's clients and the pages to a browser, which are the same for every store.</summary>
    private static readonly Dictionary<Type, string> OnSqliteAlone = new()
    {
        [typeof(StoreOutageTests)] = "Each database goes away in its own way; the test of PostgreSQL stands beside those of SQLite.",
        [typeof(OwnAddressTests)] = "Which addresses are called is decided before there is anything to store.",
        [typeof(CreationOutcomeTests)] = Words,
        [typeof(InvitationOutcomeTests)] = Words,
        [typeof(AccountOutcomeTests)] = Words,
        [typeof(LinkStepOutcomeTests)] = Words,
        [typeof(PreflightOutcomeTests)] = Words,
        [typeof(LinkFormOutcomeTests)] = Words,
    };

    private static readonly Type[] ServerTests = [.. typeof(RingTests).Assembly.GetTypes().Where(type => !type.IsAbstract && HasTests(type) && Reaches(type, [])).OrderBy(type => type.FullName)];

    [Fact]
    public void Every_test_of_a_running_hall_runs_on_PostgreSQL_too() =>
        Assert.Empty(ServerTests.Where(type => !RunsOnPostgres(type) && RingOf(type) is not ("Clients" or "Browser") && !OnSqliteAlone.ContainsKey(type)).Select(type => type.Name));

    [Fact]
    public void The_exceptions_are_server_tests_on_SQLite_alone() =>
        Assert.All(OnSqliteAlone, exception => Assert.True(ServerTests.Contains(exception.Key) && !RunsOnPostgres(exception.Key), exception.Value));

    [Fact]
    public void Server_tests_are_found_by_their_fields_fixtures_and_locals() =>
        Assert.All([typeof(ConformanceOnPostgresTests), typeof(Server.Api.TagOnSqliteTests), typeof(FollowingTests)], type => Assert.Contains(type, ServerTests));

    [Fact]
    public void Every_test_that_starts_a_program_says_so()
    {
        var silent = from file in Checkout.CSharpFiles("tests/Guildhall.Tests")
                     let text = File.ReadAllText(Checkout.At(file))
                     where Test().IsMatch(text) && StartsProgram().IsMatch(text) && !text.Contains("[Trait(\"Ring\"", StringComparison.Ordinal)
                     select file;

        Assert.Equal(["tests/Guildhall.Tests/House/RingTests.cs"], silent);
    }

    private static bool HasTests(Type type) => type.GetMethods().Any(method => method.IsDefined(typeof(FactAttribute), inherit: true));

    private static string? RingOf(Type type) => type.GetCustomAttributes<TraitAttribute>().SingleOrDefault(trait => trait.Name == "Ring")?.Value;

    /// <summary>Itself, or another class with the same tests.</summary>
    private static bool RunsOnPostgres(Type type) =>
        RingOf(type) == "Postgres" || (HasTests(type.BaseType!) && type.Assembly.GetTypes().Any(other => other.BaseType == type.BaseType && RingOf(other) == "Postgres"));

    /// <summary>Whether a type of the tests holds a running hall, however far away. What a method holds across an await is a field of a nested type.</summary>
    private static bool Reaches(Type type, HashSet<Type> seen)
    {
        if (type == typeof(RunningHall)) return true;
        if (!seen.Add(type)) return false;
        if (type.IsGenericType && type.GetGenericArguments().Any(argument => Reaches(argument, seen))) return true;
        return type.Assembly == typeof(RingTests).Assembly
            && type.GetFields(Declared).Select(field => field.FieldType).Concat(type.GetNestedTypes(Declared)).Append(type.BaseType!).Any(part => Reaches(part, seen));
    }

    [GeneratedRegex(@"\[(Fact|Theory)\b")]
    private static partial Regex Test();

    [GeneratedRegex(@"\b(AwsCli|MarketplaceCli|Python|MotoServer|ChildProcess|DemoProcess|GuildhallProcess|GuildhallExecutable|PostgresServer|Chromium)\b")]
    private static partial Regex StartsProgram();
}
