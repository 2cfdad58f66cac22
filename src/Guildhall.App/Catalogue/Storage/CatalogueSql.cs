namespace Guildhall.App.Catalogue.Storage;

/// <summary>The statements of an import, the same on both databases.</summary>
internal static class CatalogueSql
{
    /// <summary>What is staged need not survive anything; the indexes of a large catalogue should stay in memory while it grows.</summary>
    public const string SqliteSettings = "PRAGMA temp.journal_mode=OFF; PRAGMA cache_size=-65536;";

    /// <summary>SQLite's own: the connection goes back to its pool.</summary>
    public const string SqliteUsual = "PRAGMA cache_size=-2000;";

    public const string MakeTables = """
        CREATE TEMPORARY TABLE "StagedProducts" AS
        SELECT p."Id", p."Hash", p."Source", p."Type", p."Title", p."Seller", p."Visibility", p."AlwaysEntitled", p."AllowedAccounts", p."Number" AS "Place", d."Document"
        FROM "Products" p JOIN "ProductDocuments" d ON d."Id" = p."Id" WHERE 1 = 0;
        CREATE TEMPORARY TABLE "StagedRecords" AS
        SELECT "Kind", "Id", "Hash", "Source", "Product", "PrivateFor", "Proposal", "Document" FROM "CatalogueRecords" WHERE 1 = 0;
        """;

    public const string DropTables = """
        DROP TABLE IF EXISTS "StagedProducts";
        DROP TABLE IF EXISTS "StagedRecords";
        """;

    /// <summary>The catalogue's counter.</summary>
    public const string Version = """(SELECT "Value" FROM "Counters" WHERE "Scope" = 'catalogue')""";

    /// <summary>Moves the counter. First of all in the transaction, because it makes imports at the same time wait for each other.</summary>
    public const string MoveVersion = """
        INSERT INTO "Counters" ("Scope", "Value") VALUES ('catalogue', 1)
        ON CONFLICT ("Scope") DO UPDATE SET "Value" = "Counters"."Value" + 1
        """;

    /// <summary>In this order after <see cref="MoveVersion"/>, in one transaction; {0} stands for the time in ticks.</summary>
    public static readonly string[] Move =
    [
        // A product that is there keeps its number; its place is below zero, for no number that could be another's.
        $$"""
        INSERT INTO "Products" ("Id", "Number", "Version", "LastModified", "Hash", "Source", "Type", "Title", "Seller", "Visibility", "AlwaysEntitled", "AllowedAccounts")
        SELECT "Id", "Place" + CASE WHEN "Place" < 0 THEN 0 ELSE (SELECT COALESCE(MAX("Number"), -1) + 1 FROM "Products") END, {{Version}}, {0},
            "Hash", "Source", "Type", "Title", "Seller", "Visibility", "AlwaysEntitled", "AllowedAccounts"
        FROM "StagedProducts" WHERE 1 = 1
        ON CONFLICT ("Id") DO UPDATE SET "Version" = excluded."Version", "LastModified" = excluded."LastModified", "Hash" = excluded."Hash", "Source" = excluded."Source",
            "Type" = excluded."Type", "Title" = excluded."Title", "Seller" = excluded."Seller", "Visibility" = excluded."Visibility",
            "AlwaysEntitled" = excluded."AlwaysEntitled", "AllowedAccounts" = excluded."AllowedAccounts"
        """,
        """
        INSERT INTO "ProductDocuments" ("Id", "Document") SELECT "Id", "Document" FROM "StagedProducts" WHERE 1 = 1
        ON CONFLICT ("Id") DO UPDATE SET "Document" = excluded."Document"
        """,

        // Products whose seller's name or offers change: memory reads them again.
        $$"""
        UPDATE "Products" SET "Version" = {{Version}} WHERE "Version" <> {{Version}} AND ("Seller" IN (SELECT "Id" FROM "StagedRecords" WHERE "Kind" = 'seller') OR "Id" IN (
            SELECT "Product" FROM "StagedRecords" WHERE "Product" IS NOT NULL
            UNION
            SELECT r."Product" FROM "StagedRecords" s JOIN "CatalogueRecords" r ON r."Kind" = s."Kind" AND r."Id" = s."Id" WHERE r."Product" IS NOT NULL))
        """,
        """
        INSERT INTO "CatalogueRecords" ("Kind", "Id", "Hash", "Source", "Product", "PrivateFor", "Proposal", "Document")
        SELECT "Kind", "Id", "Hash", "Source", "Product", "PrivateFor", "Proposal", "Document" FROM "StagedRecords" WHERE 1 = 1
        ON CONFLICT ("Kind", "Id") DO UPDATE SET "Hash" = excluded."Hash", "Source" = excluded."Source", "Product" = excluded."Product", "PrivateFor" = excluded."PrivateFor", "Proposal" = excluded."Proposal", "Document" = excluded."Document"
        """,
    ];
}
