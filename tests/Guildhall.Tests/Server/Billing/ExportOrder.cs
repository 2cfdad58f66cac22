namespace Guildhall.Tests.Server.Billing;

/// <summary>A data export as the billing console creates it: all of CUR 2.0, daily, as packed text.</summary>
internal static class ExportOrder
{
    public static object Of(string name, string bucket, string prefix, string overwrite = "CREATE_NEW_REPORT", string format = "TEXT_OR_CSV", string table = "COST_AND_USAGE_REPORT") => new
    {
        Name = name,
        DataQuery = new
        {
            QueryStatement = $"SELECT * FROM {table}",
            TableConfigurations = new Dictionary<string, object> { [table] = new { TIME_GRANULARITY = "DAILY", INCLUDE_RESOURCES = "FALSE" } },
        },
        DestinationConfigurations = new
        {
            S3Destination = new
            {
                S3Bucket = bucket,
                S3Prefix = prefix,
                S3Region = "us-east-1",
                S3OutputConfigurations = new { OutputType = "CUSTOM", Format = format, Compression = format == "PARQUET" ? "PARQUET" : "GZIP", Overwrite = overwrite },
            },
        },
        RefreshCadence = new { Frequency = "SYNCHRONOUS" },
    };
}
