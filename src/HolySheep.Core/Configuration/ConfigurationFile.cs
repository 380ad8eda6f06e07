using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Prices;
using HolySheep.Configuration.Reading;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration;

/// <summary>The configuration file: found, read, and changed in place.</summary>
public sealed class ConfigurationFile
{
    private readonly ConfigurationLocation _location;
    private readonly UserFolders _environment;
    private readonly TimeProvider _time;
    private readonly UserCatalog _catalog;

    /// <summary>Finds the file; nothing is read yet.</summary>
    /// <param name="path">The caller's own path, null means the usual places.</param>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <param name="timeProvider">The clock that waiting for another writer goes by; null means the system's.</param>
    /// <exception cref="ConfigurationException">The place is no path, or no home folder is known.</exception>
    public ConfigurationFile(string? path = null, Func<string, string?>? environment = null, TimeProvider? timeProvider = null)
    {
        _environment = new UserFolders(environment ?? ProcessEnvironment.Read);
        _location = ConfigurationLocation.Find(path, _environment);
        _time = timeProvider ?? TimeProvider.System;
        _catalog = new UserCatalog(System.IO.Path.GetDirectoryName(Path) ?? "", _environment);
    }

    /// <summary>The file's full path, whether it exists or not.</summary>
    public string Path => _location.Path;

    /// <summary>The full path of the user's catalogue, in the same folder, whether it exists or not.</summary>
    public string CatalogPath => _catalog.Path;

    /// <summary>Reads the file over the built-ins, and the user's catalogue over the one that ships; without a file the built-ins alone.</summary>
    /// <exception cref="ConfigurationException">A file is not usable, or was named and is not there; names file, line, key and what was expected.</exception>
    public HolySheepConfiguration Read()
    {
        var text = FileText.Read(Path);
        if (text is null && _location.NamedBy is { } by)
        {
            throw new ConfigurationException($"the file does not exist; it is named by {by}", Path,
                hint: "Correct the path, or create the file; {} is enough for the built-in configuration.");
        }

        return Complete(Interpret(text, text is null ? null : Path));
    }

    /// <summary>What the last change made the file warn of, such as a budget that counts nothing; one line each.</summary>
    public IReadOnlyList<string> NewWarnings { get; private set; } = [];

    /// <summary>A text that differs whenever reading could give something else: a file has changed, or a variable under it.</summary>
    public string Stamp() => $"{FileStamp.Of(Path)}/{FileStamp.Of(CatalogPath)}/{BuiltInConfiguration.Stamp(_environment)}";

    /// <summary>Takes the prices of a public price map over into the user's catalogue: chat models alone, in place of the last import's. What the user wrote by hand stays, and goes before it.</summary>
    /// <param name="path">The map, in the format of LiteLLM's model_prices_and_context_window.json.</param>
    /// <param name="force">True also takes a map that has less than half of the last one's models.</param>
    /// <param name="preview">True changes nothing.</param>
    /// <exception cref="HolySheepException">The map is not usable, or has shrunk.</exception>
    /// <exception cref="ConfigurationException">The catalogue is not usable, or another process holds the configuration.</exception>
    public PriceMapImport ImportPriceMap(string path, bool force = false, bool preview = false)
    {
        var map = PriceMapReader.Read(path);
        if (preview)
        {
            return _catalog.Import(map, _time.GetUtcNow(), force, write: false);
        }

        return Locked(CatalogPath, _ => _catalog.Import(map, _time.GetUtcNow(), force, write: true));
    }

    /// <summary>Sets the models that come after a model; an empty list turns a built-in chain off.</summary>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public void SetChain(string model, IReadOnlyList<string> fallback) =>
        Edit(root => Nodes.Section(root, "chains")[model] = Nodes.List(ChainReader.Normalise(model, fallback)));

    /// <summary>Leaves a model without a chain, also where a built-in one would hold.</summary>
    /// <returns>Whether there was a chain.</returns>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public bool RemoveChain(string model)
    {
        var existed = false;
        Edit(root =>
        {
            existed = Interpret(root.ToJsonString(), null).Chains.ContainsKey(model);
            if (!existed)
            {
                return;
            }

            var chains = Nodes.Section(root, "chains");
            chains.Remove(model);
            if (Interpret(root.ToJsonString(), null).Chains.ContainsKey(model))
            {
                chains[model] = new JsonArray();
            }
        });
        return existed;
    }

    /// <summary>Changes a provider, or adds it; keys are written as references alone.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not usable, or another process holds the file.</exception>
    public void SetProvider(string name, ProviderEdit edit) => Edit(root => ProviderNodes.Set(root, name, edit));

    /// <summary>Takes a provider out of the file.</summary>
    /// <param name="name">The provider.</param>
    /// <param name="withUses">True also takes out the targets, chain members and defaults that name it.</param>
    /// <exception cref="HolySheepException">It is not in the file, or something names it still.</exception>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public void RemoveProvider(string name, bool withUses = false) => Edit(root => ProviderNodes.Remove(root, name, withUses));

    /// <summary>Changes what is configured for a model.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not usable, or another process holds the file.</exception>
    public void SetModel(string model, ModelEdit edit) => Edit(root => ModelNodes.Set(root, model, edit));

    /// <summary>Removes what is configured for a model; chains, rules and splits that name it stay.</summary>
    /// <exception cref="HolySheepException">Nothing is configured for it.</exception>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public void RemoveModel(string model) => Edit(root => ModelNodes.Remove(root, model));

    /// <summary>Changes a budget, or adds it.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not usable, or another process holds the file.</exception>
    public void SetBudget(string name, BudgetEdit edit) => Edit(root => BudgetNodes.Set(root, name, edit));

    /// <summary>Takes a budget out of the file.</summary>
    /// <exception cref="HolySheepException">It is not in the file.</exception>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public void RemoveBudget(string name) => Edit(root => BudgetNodes.Remove(root, name));

    /// <summary>Changes a rule, or adds it.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not usable, or another process holds the file.</exception>
    public void SetRule(string name, RuleEdit edit) => Edit(root => RuleNodes.Set(root, name, edit));

    /// <summary>Takes a rule out of the file.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public bool RemoveRule(string name)
    {
        var existed = false;
        Edit(root => existed = RuleNodes.Remove(root, name));
        return existed;
    }

    /// <summary>Changes how the calls for a model are shared out; the counting starts anew, and a return to the old side is undone.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not usable, or another process holds the file.</exception>
    public void SetSplit(string model, SplitEdit edit) => Edit(root => SplitNodes.Set(root, model, edit, _time.GetUtcNow()));

    /// <summary>Takes a model's split out of the file: all its calls stay with it.</summary>
    /// <returns>Whether there was one.</returns>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public bool RemoveSplit(string model)
    {
        var existed = false;
        Edit(root => existed = SplitNodes.Remove(root, model));
        return existed;
    }

    /// <summary>Changes the file under its lock; what is not touched stays, but for comments. An edit that changes nothing writes nothing.</summary>
    /// <exception cref="ConfigurationException">The file is not usable before or after the edit, cannot be written, or another process holds it.</exception>
    internal void Edit(Action<JsonObject> change)
    {
        Locked(Path, target =>
        {
            if (Change(FileText.Read(target), change) is { } after)
            {
                AtomicFile.Write(target, after);
            }

            return true;
        });
    }

    /// <summary>Works under the configuration's lock; what the system refuses is told of the file that is written.</summary>
    private T Locked<T>(string written, Func<string, T> work)
    {
        try
        {
            FileText.RefuseOther(Path);
            var target = OwnerFile.FinalTarget(Path);
            OwnerFile.CreateFolder(System.IO.Path.GetDirectoryName(target) ?? target);
            using var held = ConfigurationLock.Take(target, _time);
            return work(target);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException("the file cannot be written: " + e.Message, written, hint: "The file is as it was. Look at the rights and the space of its folder.");
        }
    }

    /// <summary>The text after an edit, null where nothing changed.</summary>
    private string? Change(string? before, Action<JsonObject> change)
    {
        if (before is not null)
        {
            NodeReader.Read(before, Path);
        }

        try
        {
            var root = ConfigurationText.Parse(before ?? "{}");
            var unchanged = root.ToJsonString();
            change(root);
            var after = Interpret(root.ToJsonString(), null);
            NewWarnings = [.. NameChecks.Find(_catalog.LayOver(after)).Concat(after.Warnings).Except(WarningsOf(unchanged)), .. LostChains.Find(unchanged, root, text => Interpret(text, null))];
            return before is not null && root.ToJsonString() == unchanged ? null : ConfigurationText.Format(root);
        }
        catch (ConfigurationException fault)
        {
            // A fault that was there before has a line to name; any other is the edit's own.
            if (before is not null)
            {
                Interpret(before, Path);
            }

            throw fault.OfArgument();
        }
    }

    private HolySheepConfiguration Complete(HolySheepConfiguration configuration)
    {
        configuration = _catalog.LayOver(configuration);
        return NameChecks.Find(configuration) is { Count: > 0 } found ? configuration with { Warnings = [.. configuration.Warnings, .. found] } : configuration;
    }

    /// <summary>What a text warns of; nothing if it cannot be read, as where a change repairs it.</summary>
    private IEnumerable<string> WarningsOf(string text)
    {
        try
        {
            return Complete(Interpret(text, null)).Warnings;
        }
        catch (ConfigurationException)
        {
            return [];
        }
    }

    private HolySheepConfiguration Interpret(string? text, string? file) =>
        ConfigurationReader.Read(text, file, System.IO.Path.GetDirectoryName(Path) ?? "", _environment);
}
