using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Edits;
using HolySheep.Configuration.Names;
using HolySheep.Configuration.Prices;
using HolySheep.Configuration.Reading;
using HolySheep.Configuration.Settings;
using HolySheep.Errors;
using HolySheep.Files;

namespace HolySheep.Configuration;

/// <summary>The configuration file: finds it, reads it, and changes it in place. A change finds entries as calls do: the equal name, otherwise one that differs only in letter case.</summary>
public sealed class ConfigurationFile
{
    // Several scripts may change the file at once on a slow disk.
    private static readonly TimeSpan LongestQueue = TimeSpan.FromSeconds(30);

    private readonly ConfigurationLocation _location;
    private readonly UserFolders _environment;
    private readonly TimeProvider _time;
    private readonly UserCatalog _catalog;

    /// <summary>Finds the file without reading it.</summary>
    /// <param name="path">The caller's own path; null means the usual places.</param>
    /// <param name="environment">Reads an environment variable; null means the process's own.</param>
    /// <param name="timeProvider">The clock for waits for another writer; null means the system's.</param>
    /// <exception cref="ConfigurationException">The place is not a valid path, or no home folder is known.</exception>
    public ConfigurationFile(string? path = null, Func<string, string?>? environment = null, TimeProvider? timeProvider = null)
    {
        _environment = new UserFolders(environment ?? ProcessEnvironment.Read);
        _location = ConfigurationLocation.Find(path, _environment);
        _time = timeProvider ?? TimeProvider.System;
        _catalog = new UserCatalog(System.IO.Path.GetDirectoryName(Path) ?? "", _environment);
    }

    /// <summary>Whether changes are checked and described, but not written. Default: false.</summary>
    public bool Preview { get; init; }

    /// <summary>The file's full path, whether it exists or not.</summary>
    public string Path => _location.Path;

    /// <summary>The full path of the user's catalog, in the same folder, whether it exists or not.</summary>
    public string CatalogPath => _catalog.Path;

    /// <summary>Reads the file over the built-in configuration, and the user's catalog over the shipped one; without a file, only the built-in configuration.</summary>
    /// <exception cref="ConfigurationException">A file is not valid, or was named and does not exist; the message names file, line, key and what was expected.</exception>
    public HolySheepConfiguration Read()
    {
        var text = FileText.Read(Path);
        if (text is null && _location.NamedBy is { } by)
        {
            throw new ConfigurationException($"the file does not exist; it is named by {by}", Path,
                hint: "Correct the path, or create the file; {} is enough for the built-in configuration.");
        }

        var used = new Dictionary<string, string?>(StringComparer.Ordinal);
        var environment = new UserFolders(name => used[name] = _environment.Variable(name));
        return Complete(Interpret(text, text is null ? null : Path, environment)) with { Variables = used };
    }

    /// <summary>Whether a variable that a configuration was read with has another value now, so that reading again could give another result.</summary>
    public bool HasOtherVariables(HolySheepConfiguration configuration) => configuration.Variables.Any(variable => _environment.Variable(variable.Key) != variable.Value);

    /// <summary>The warnings that the last change caused, such as a budget that counts nothing; one line each.</summary>
    public IReadOnlyList<string> NewWarnings { get; private set; } = [];

    /// <summary>What differs whenever reading could give another result.</summary>
    public ConfigurationStamp Stamp() => BuiltInConfiguration.Stamp(FileStamp.Of(Path), FileStamp.Of(CatalogPath), _environment);

    /// <summary>Imports the chat models of a public price map into the user's catalog, in place of the last import. The user's own entries stay and take precedence.</summary>
    /// <param name="path">The map, in the format of LiteLLM's model_prices_and_context_window.json.</param>
    /// <param name="force">True also imports a map with less than half as many models as the last import.</param>
    /// <param name="preview">True changes nothing.</param>
    /// <exception cref="HolySheepException">The map is not valid, or has shrunk.</exception>
    /// <exception cref="ConfigurationException">The catalog is not valid, or another process holds the configuration.</exception>
    public PriceMapImport ImportPriceMap(string path, bool force = false, bool preview = false)
    {
        var map = PriceMapReader.Read(path);
        if (preview || Preview)
        {
            return _catalog.Import(map, _time.GetUtcNow(), force, write: false);
        }

        return Locked(CatalogPath, _ => _catalog.Import(map, _time.GetUtcNow(), force, write: true));
    }

    /// <summary>Sets the fallback models of a model; an empty list turns a built-in chain off.</summary>
    /// <returns>The model as the file names it.</returns>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public string SetChain(string model, IReadOnlyList<string> fallback) => EditNamed(root => ChainNodes.Set(root, model, fallback));

    /// <summary>Removes the chain of a model, including a built-in chain.</summary>
    /// <exception cref="HolySheepException">The model has no chain.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void RemoveChain(string model) => Edit(root =>
    {
        var configuration = Current(root);
        ChainNodes.Remove(root, configuration.Names.ChainOf(model) ?? throw configuration.NoChain(model), () => Current(root));
    });

    /// <summary>Changes or adds a provider; keys are written only as references.</summary>
    /// <returns>The provider as the file names it.</returns>
    /// <exception cref="ConfigurationException">The file or the change is not valid, or another process holds the file.</exception>
    public string SetProvider(string name, ProviderEdit edit) => EditNamed(root => ProviderNodes.Set(root, name, edit));

    /// <summary>Removes a provider from the file.</summary>
    /// <param name="name">The provider.</param>
    /// <param name="withUses">True also removes the targets, chain members and defaults that name it.</param>
    /// <returns>The provider as the file named it.</returns>
    /// <exception cref="HolySheepException">The provider is not in the file, or something still names it.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public string RemoveProvider(string name, bool withUses = false) => EditNamed(root => ProviderNodes.Remove(root, name, withUses));

    /// <summary>Changes the configuration of a model.</summary>
    /// <returns>The model as the file names it.</returns>
    /// <exception cref="ConfigurationException">The file or the change is not valid, or another process holds the file.</exception>
    public string SetModel(string model, ModelEdit edit) => EditNamed(root => ModelNodes.Set(root, model, edit));

    /// <summary>Removes the configuration of a model; chains, rules and splits that name it stay.</summary>
    /// <exception cref="HolySheepException">The model is not configured.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void RemoveModel(string model) => Edit(root => ModelNodes.Remove(root, model));

    /// <summary>Changes or adds a budget.</summary>
    /// <returns>The budget as the file names it.</returns>
    /// <exception cref="ConfigurationException">The file or the change is not valid, or another process holds the file.</exception>
    public string SetBudget(string name, BudgetEdit edit) => EditNamed(root => BudgetNodes.Set(root, name, edit));

    /// <summary>Removes a budget from the file.</summary>
    /// <exception cref="HolySheepException">The budget is not in the file.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void RemoveBudget(string name) => Edit(root => BudgetNodes.Remove(root, name));

    /// <summary>Changes or adds a rule.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not valid, or another process holds the file.</exception>
    public void SetRule(string name, RuleEdit edit) => Edit(root => RuleNodes.Set(root, name, edit));

    /// <summary>Removes a rule from the file.</summary>
    /// <exception cref="HolySheepException">No rule has this name.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void RemoveRule(string name) => Edit(root =>
    {
        if (!RuleNodes.Remove(root, name))
        {
            Current(root).GetRule(name);
        }
    });

    /// <summary>Changes or adds a template.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not valid, or another process holds the file.</exception>
    public void SetTemplate(string name, TemplateEdit edit) => Edit(root => TemplateNodes.Set(root, name, edit));

    /// <summary>Removes a template from the file.</summary>
    /// <exception cref="HolySheepException">No template has this name.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void RemoveTemplate(string name) => Edit(root =>
    {
        if (!TemplateNodes.Remove(root, name))
        {
            Current(root).GetTemplate(name);
        }
    });

    /// <summary>Sets a setting of a section that has no command of its own, for example <c>network.proxy</c>.</summary>
    /// <exception cref="HolySheepException">The setting does not exist, or the value is not valid.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void SetSetting(string name, string value) => Edit(root => SettingNodes.Set(root, name, value));

    /// <summary>Removes a setting or a whole section from the file, so that the defaults apply.</summary>
    /// <exception cref="HolySheepException">The setting does not exist.</exception>
    /// <exception cref="ConfigurationException">The file is not valid without it, or another process holds it.</exception>
    public void RemoveSetting(string name) => Edit(root => SettingNodes.Remove(root, name));

    /// <summary>Changes or adds the split of a model; the counting starts again, and a return to the old side is undone.</summary>
    /// <returns>The model as the file names it.</returns>
    /// <exception cref="ConfigurationException">The file or the change is not valid, or another process holds the file.</exception>
    public string SetSplit(string model, SplitEdit edit) => EditNamed(root => SplitNodes.Set(root, model, edit, _time.GetUtcNow()));

    /// <summary>Removes a model's split from the file; the model then answers all its calls.</summary>
    /// <exception cref="HolySheepException">The model has no split.</exception>
    /// <exception cref="ConfigurationException">The file is not valid, or another process holds it.</exception>
    public void RemoveSplit(string model) => Edit(root =>
    {
        if (!SplitNodes.Remove(root, model))
        {
            SplitNodes.Remove(root, Current(root).GetSplit(model).Model);
        }
    });

    /// <summary>Changes the file under its lock and preserves everything else. An edit that changes nothing writes nothing.</summary>
    /// <exception cref="ConfigurationException">The file is not valid before or after the edit, cannot be written, or another process holds it.</exception>
    internal void Edit(Action<JsonObject> change)
    {
        if (Preview)
        {
            Change(FileText.Read(Path), change);
            return;
        }

        Locked(Path, target =>
        {
            if (Change(FileText.Read(target), change) is { } after)
            {
                AtomicFile.Write(target, after);
            }

            return true;
        });
    }

    /// <summary>Changes one entry of the file.</summary>
    /// <returns>The name of the entry in the file.</returns>
    private string EditNamed(Func<JsonObject, string> change)
    {
        var name = "";
        Edit(root => name = change(root));
        return name;
    }

    /// <summary>Runs work under the configuration's lock; errors of the system name the file that is written.</summary>
    /// <param name="written">The file; the work gets the file that a symbolic link leads to.</param>
    /// <param name="work">The work.</param>
    internal T Locked<T>(string written, Func<string, T> work)
    {
        try
        {
            FileText.RefuseOther(Path);
            var target = OwnerFile.FinalTarget(Path);
            OwnerFile.CreateFolder(System.IO.Path.GetDirectoryName(target) ?? target);
            using var held = ConfigurationLock.Take(target, _time, LongestQueue);
            return work(written == Path ? target : OwnerFile.FinalTarget(written));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException("the file cannot be written: " + e.Message, written, hint: "The file was not changed. Check the rights and the free space of its folder.");
        }
    }

    /// <summary>The text after an edit; null if nothing changed.</summary>
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
            return before is not null && root.ToJsonString() == unchanged ? null : ConfigurationText.Format(root, before);
        }
        catch (ConfigurationException fault)
        {
            // An existing fault has a line to name; any other is the edit's own.
            if (before is not null)
            {
                Interpret(before, Path);
            }

            throw fault.OfArgument();
        }
    }

    private HolySheepConfiguration Current(JsonObject root) => _catalog.LayOver(Interpret(root.ToJsonString(), null));

    private HolySheepConfiguration Complete(HolySheepConfiguration configuration)
    {
        configuration = _catalog.LayOver(configuration);
        return NameChecks.Find(configuration) is { Count: > 0 } found ? configuration with { Warnings = [.. configuration.Warnings, .. found] } : configuration;
    }

    /// <summary>The warnings of a text; empty if it cannot be read, as when a change repairs it.</summary>
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

    private HolySheepConfiguration Interpret(string? text, string? file) => Interpret(text, file, _environment);

    private HolySheepConfiguration Interpret(string? text, string? file, UserFolders environment) =>
        ConfigurationReader.Read(text, file, System.IO.Path.GetDirectoryName(Path) ?? "", environment);
}
