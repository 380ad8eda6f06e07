using System;
using System.IO.Hashing;
using System.Text;
using HolySheep.Configuration.Description;
using HolySheep.Configuration.Keys;

namespace HolySheep.Configuration.Reading;

/// <summary>Merges the text of a file over the built-in configuration.</summary>
internal static class ConfigurationReader
{
    private static readonly string[] Known = KeyDescription.NamesOf(ConfigurationKeys.All);

    /// <summary>Reads a whole configuration; a null text means only the built-in configuration.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="file">The file that messages and the result name.</param>
    /// <param name="folder">The base folder of relative paths.</param>
    /// <param name="environment">The user's folders and variables.</param>
    /// <exception cref="Errors.ConfigurationException">The text is not valid.</exception>
    public static HolySheepConfiguration Read(string? text, string? file, string folder, UserFolders environment)
    {
        var context = new ReadingContext(file, folder, environment);
        var root = NodeReader.Read(text ?? "{}", file);
        context.WarnUnknown(root, Known);

        var providers = ProviderReader.Read(context, root["providers"]);
        var defaults = OptionsReader.ReadDefaults(context, root["defaults"], providers.Keys);
        var models = ModelReader.Read(context, root["models"], providers, defaults.Provider);
        var names = new ModelNameReader(context, providers, [.. models.Keys], defaults.Provider);
        if (root["defaults"]?["model"] is { } model)
        {
            names.Check(model, defaults.Model);
        }

        return new HolySheepConfiguration
        {
            File = file,
            Providers = providers,
            Models = models,
            Chains = ChainReader.Read(context, root["chains"], models, defaults.Provider, names),
            Rules = new RuleReader(context, names).Read(root["rules"]),
            Splits = new SplitReader(context, names).Read(root["splits"]),
            Defaults = defaults,
            Health = OptionsReader.ReadHealth(context, root["health"]),
            Network = NetworkReader.Read(context, root["network"]),
            Budgets = BudgetReader.Read(context, root["budgets"], names),
            GatewayClients = new GatewayReader(context, names).Read(root["gateway"]),
            Ledger = OptionsReader.ReadLedger(context, root["ledger"]),
            CacheMaxBytes = OptionsReader.ReadCacheSize(context, root["cache"]),
            State = StateReader.Read(context, root["state"]),
            Templates = new TemplateReader(context, names).Read(root["templates"]),
            Revision = file is null ? null : RevisionOf(text!),
            KeyFolder = folder.Length == 0 ? null : StoredKeyPath.Folder(folder),
            Warnings = context.Warnings,
        };
    }

    // It tells texts apart and keeps nothing secret: for a cryptographic hash, every command would load OpenSSL.
    private static string RevisionOf(string text) => BitConverter.ToString(XxHash64.Hash(Encoding.UTF8.GetBytes(text)), 0, 6).Replace("-", "").ToLowerInvariant();
}
