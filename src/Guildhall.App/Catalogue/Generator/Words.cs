using System.Collections.Immutable;

namespace Guildhall.App.Catalogue.Generator;

/// <summary>The words that vendors, products and texts are made of. All invented or plain.</summary>
internal static class Words
{
    public static readonly ImmutableArray<string> BrandStarts = Split(
        "Alder Amber Arden Ashen Aven Bexley Birken Bram Brindle Calder Carrow Cinder Corvel Dalen Darrow Drift Dun Eden Elder Ember Fallow Fenn Ferrin Flint Garnet Glen "
        + "Grayle Hadder Hallow Harrow Hazel Heron Hollin Inver Juniper Keld Kestrel Lander Larch Linden Lorne Maren Marlow Mersey Mirren Morrow Nether Norwell Oaken Orrin "
        + "Osprey Pender Quarry Quill Raven Rowan Rush Sable Sedge Selwyn Silver Sorrel Stane Tamar Tarn Thistle Thorn Tolland Umber Vale Verity Wander Wexley Whin Wick Winter Wren Yarrow Yew Zephyr");

    public static readonly ImmutableArray<string> BrandEnds = Split(
        "wick moor field gate ford ridge stone brook haven mere crest dale well shaw worth thorpe holm fell combe bank mark line spire point light path grove cliff hurst mont "
        + "bury croft den garth hithe lea march nest oak pool reach sett tide vane watch yard arch beck cairn dene forge glade helm isle keep loft mill quay rise scar tor");

    /// <summary>For the two names in a hundred that plain letters cannot write.</summary>
    public static readonly ImmutableArray<string> ForeignBrands = Split("Förd Ñandú Łęka Ørsk Éclair Žába Çınar Świt Ålgård Αύρα Сокол 北辰 青嵐");

    public static readonly ImmutableArray<string> CompanyKinds = Split("Software Systems Labs Data Security Cloud Networks Analytics Technologies Works Digital Consulting");

    public static readonly ImmutableArray<string> Adjectives = Split(
        "Adaptive Central Clear Continuous Deep Direct Elastic Federated Guarded Instant Linked Managed Modular Native Open Precise Private Rapid Resilient Secure Shared Smart Steady Swift Trusted Unified");

    public static readonly ImmutableArray<string> Nouns = Split(
        "Agent Atlas Beacon Bridge Broker Canvas Catalog Collector Compass Composer Console Engine Explorer Fabric Filter Gateway Guard Hub Index Insight Ledger Lens Link Manager "
        + "Mesh Monitor Navigator Observer Pipeline Planner Portal Radar Registry Relay Router Scanner Scheduler Sentinel Shield Signal Studio Suite Sync Tracker Vault Watch Workbench");

    public static readonly ImmutableArray<string> Purposes = Phrases(
        "for regulated teams|for many accounts|for growing companies|with audit trails|with role based access|without new servers|in your own network|across regions|for day and night operations|"
        + "for analysts and engineers|with reports for managers|from the first day|for mixed fleets|under your own keys|for public bodies|for small teams");

    public static readonly ImmutableArray<string> Verbs = Phrases(
        "collects|checks|connects|protects|sorts|explains|measures|plans|moves|restores|compares|watches|groups|labels|shortens|simplifies");

    public static readonly ImmutableArray<string> Objects = Phrases(
        "logs and metrics|access rights|backups of every account|cost by team and product|build results|customer requests|device data|documents of any size|encryption keys|network paths|"
        + "open findings|old and new versions|orders and invoices|records from many sources|service levels|training data|user sessions|work queues");

    public static readonly ImmutableArray<string> Benefits = Phrases(
        "so that nobody has to search twice|and keeps a history of each change|before anything reaches production|and tells the right person at once|with a page for every finding|"
        + "and needs no agent on the machines|while your data stays where it is|and comes with ready made reports|in minutes instead of days|and can be undone step by step");

    private static ImmutableArray<string> Split(string words) => [.. words.Split(' ')];

    private static ImmutableArray<string> Phrases(string phrases) => [.. phrases.Split('|')];
}
