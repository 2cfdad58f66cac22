using static Guildhall.SimulatedAws.Reports.Costs.Rhythm;

namespace Guildhall.SimulatedAws.Reports.Costs;

/// <summary>The services that the accounts of the simulation use, with prices like AWS's.</summary>
internal static class PriceList
{
    public static IReadOnlyList<BilledService> Services { get; } =
    [
        new(
            "AmazonEC2", "Amazon Elastic Compute Cloud", 0.85,
            new Meter("BoxUsage:m6i.large", "RunInstances", "Hrs", 0.096m, 96, Working, "Compute Instance", "per On Demand Linux m6i.large Instance Hour") { Commitment = Commitment.SavingsPlan },
            new Meter("EBS:VolumeUsage.gp3", "CreateVolume-Gp3", "GB-Mo", 0.08m, 11, Steady, "Storage", "per GB-month of General Purpose (gp3) provisioned storage")),
        new("AmazonS3", "Amazon Simple Storage Service", 0.9,
            new Meter("TimedStorage-ByteHrs", "StandardStorage", "GB-Mo", 0.023m, 26, Steady, "Storage", "per GB - first 50 TB / month of storage used"),
            new Meter("Requests-Tier1", "PutObject", "Requests", 0.000005m, 41_000, Working, "API Request", "per 1,000 PUT, COPY, POST, or LIST requests") { Whole = true }),
        new("AmazonRDS", "Amazon Relational Database Service", 0.5,
            new Meter("InstanceUsage:db.r6g.large", "CreateDBInstance:0014", "Hrs", 0.225m, 36, Steady, "Database Instance", "per RDS db.r6g.large instance hour (or partial hour) running PostgreSQL") { Commitment = Commitment.Reservation },
            new Meter("RDS:GP3-Storage", "CreateDBInstance:0014", "GB-Mo", 0.115m, 5, Steady, "Database Storage", "per GB-month of provisioned GP3 storage running PostgreSQL")),
        new("AWSLambda", "AWS Lambda", 0.55,
            new Meter("Lambda-GB-Second", "Invoke", "Lambda-GB-Second", 0.0000166667m, 88_000, Working, "Serverless", "per GB-second of duration")),
        new("AmazonCloudWatch", "AmazonCloudWatch", 0.6,
            new Meter("CW:MetricMonitorUsage", "MetricStorage", "Metrics", 0.3m, 1.4, Steady, "Metric", "per metric-month for the first 10,000 metrics")),
        new("AWSELB", "Elastic Load Balancing", 0.35,
            new Meter("LoadBalancerUsage", "LoadBalancing:Application", "Hrs", 0.0225m, 48, Steady, "Load Balancer-Application", "per Application LoadBalancer-hour (or partial hour)")),
        new("AmazonDynamoDB", "Amazon DynamoDB", 0.3,
            new Meter("WriteRequestUnits", "PayPerRequestThroughput", "WriteRequestUnits", 0.00000125m, 610_000, Working, "Amazon DynamoDB PayPerRequest Throughput", "per million write request units") { Whole = true }),
        new("AmazonEKS", "Amazon Elastic Container Service for Kubernetes", 0.25,
            new Meter("AmazonEKS-Hours:perCluster", "CreateOperation", "Hours", 0.1m, 24, Steady, "Compute", "Amazon EKS cluster usage")),
        new("AWSQueueService", "Amazon Simple Queue Service", 0.3,
            new Meter("Requests-RBP", "SendMessage", "Requests", 0.0000004m, 3, Working, "API Request", "per Amazon SQS request in Tier1") { Whole = true }),
        new("AWSDataTransfer", "AWS Data Transfer", 0.5,
            new Meter("DataTransfer-Out-Bytes", "", "GB", 0.09m, 13, Working, "Data Transfer", "per GB - first 10 TB / month data transfer out beyond the global free tier")),
        new("AmazonRoute53", "Amazon Route 53", 0.3,
            new Meter("DNS-Queries", "A", "Queries", 0.0000004m, 310_000, Working, "DNS Query", "per 1,000,000 queries for the first 1 Billion queries") { Whole = true }) { Global = true },
        new("awskms", "AWS Key Management Service", 0.4,
            new Meter("KMS-Keys", "Unknown", "Keys", 1m, 0.15, Steady, "Encryption Key", "per customer managed KMS key version")),
    ];
}
