using System.Net;
using Guildhall.App.Store;
using Guildhall.Tests.Postgres;

namespace Guildhall.Tests.Server.Faults;

/// <summary>What no database will ever take must not be tried for ever.</summary>
public abstract class RefusedForGoodTests(PostgresDatabase? postgres) : HallTests(postgres)
{
    private const string RefuseSqlite = """CREATE TRIGGER "Refuse" BEFORE UPDATE ON "Experiences" BEGIN SELECT RAISE(ABORT, 'never'); END""";

    private const string RefusePostgres = """
        CREATE FUNCTION never() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'never'; END $$;
        CREATE TRIGGER "Refuse" BEFORE UPDATE ON "Experiences" FOR EACH ROW EXECUTE FUNCTION never();
        """;

    [Fact]
    public async Task A_set_that_the_database_refuses_for_good_fails_and_frees_its_entity()
    {
        var administrator = await Hall.AdministratorAsync();
        var experience = await administrator.ExperienceAsync("Refused", [], []);
        var sqlite = Hall.Guildhall.Database.Kind == DatabaseKind.Sqlite;
        await RunAsync(sqlite ? RefuseSqlite : RefusePostgres);

        var set = await administrator.RunAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Never" }));

        Assert.Equal(("FAILED", "SERVER_FAULT"), (set["Status"]!.GetValue<string>(), set["FailureCode"]!.GetValue<string>()));
        await RunAsync(sqlite ? """DROP TRIGGER "Refuse" """ : """DROP TRIGGER "Refuse" ON "Experiences" """);
        Assert.Equal("SUCCEEDED", (await administrator.RunAsync(HallCaller.Change("UpdateExperience", experience, new { Name = "Now" })))["Status"]!.GetValue<string>());
    }

    [Fact]
    public async Task F62_Details_as_text_take_no_NUL_and_no_half_characters()
    {
        var administrator = await Hall.AdministratorAsync();
        foreach (var details in (string[])["""{"Name":"a\u0000b"}""", """{"Name":"a\ud800b"}"""])
        {
            var answer = await administrator.TryStartAsync(new { ChangeType = "CreateExperience", Entity = new { Type = "Experience@1.0" }, Details = details });
            Assert.Equal((HttpStatusCode.UnprocessableEntity, "ValidationException"), (answer.Status, answer.ErrorType));
        }
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = Hall.Guildhall.Database.Connect();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}

public sealed class RefusedForGoodOnSqliteTests() : RefusedForGoodTests(null);

[Trait("Ring", "Postgres")]
public sealed class RefusedForGoodOnPostgresTests(PostgresServer server) : RefusedForGoodTests(new PostgresDatabase(server));
