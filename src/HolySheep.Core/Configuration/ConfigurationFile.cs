using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json.Nodes;
using HolySheep.Configuration.Reading;
using HolySheep.Configuration.Writing;
using HolySheep.Errors;

namespace HolySheep.Configuration;

/// <summary>The configuration file: found, read, and changed in place.</summary>
public sealed class ConfigurationFile
{
    private readonly ConfigurationLocation _location;
    private readonly UserFolders _environment;
    private readonly TimeProvider _time;

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
    }

    /// <summary>The file's full path, whether it exists or not.</summary>
    public string Path => _location.Path;

    /// <summary>Reads the file over the built-ins; without a file the built-ins alone.</summary>
    /// <exception cref="ConfigurationException">The file is not usable, or was named and is not there; names file, line, key and what was expected.</exception>
    public HolySheepConfiguration Read()
    {
        var text = FileText.Read(Path);
        if (text is null && _location.NamedBy is { } by)
        {
            throw new ConfigurationException($"the file does not exist; it is named by {by}", Path,
                hint: "Correct the path, or create the file; {} is enough for the built-in configuration.");
        }

        return Interpret(text, text is null ? null : Path);
    }

    /// <summary>A text that differs whenever reading could give something else: the file has changed, or a variable under it.</summary>
    public string Stamp()
    {
        var file = new FileInfo(OwnerFile.FinalTarget(Path));
        return FormattableString.Invariant($"{(file.Exists ? file.LastWriteTimeUtc.Ticks : 0)}/{(file.Exists ? file.Length : 0)}/{BuiltInConfiguration.Stamp(_environment)}");
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

    /// <summary>Changes a budget, or adds it.</summary>
    /// <exception cref="ConfigurationException">The file or the change is not usable, or another process holds the file.</exception>
    public void SetBudget(string name, BudgetEdit edit) => Edit(root => BudgetNodes.Set(root, name, edit));

    /// <summary>Takes a budget out of the file.</summary>
    /// <exception cref="HolySheepException">It is not in the file.</exception>
    /// <exception cref="ConfigurationException">The file is not usable, or another process holds it.</exception>
    public void RemoveBudget(string name) => Edit(root => BudgetNodes.Remove(root, name));

    /// <summary>Changes the file under its lock; what is not touched stays, but for comments. An edit that changes nothing writes nothing.</summary>
    /// <exception cref="ConfigurationException">The file is not usable before or after the edit, cannot be written, or another process holds it.</exception>
    internal void Edit(Action<JsonObject> change)
    {
        try
        {
            FileText.RefuseFolder(Path);
            var target = OwnerFile.FinalTarget(Path);
            OwnerFile.CreateFolder(System.IO.Path.GetDirectoryName(target) ?? target);
            using var held = ConfigurationLock.Take(target, _time);
            if (Change(FileText.Read(target), change) is { } after)
            {
                AtomicFile.Write(target, after);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException("the file cannot be written: " + e.Message, Path, hint: "The file is as it was. Look at the rights and the space of its folder.");
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
            Interpret(root.ToJsonString(), null);
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

    private HolySheepConfiguration Interpret(string? text, string? file) =>
        ConfigurationReader.Read(text, file, System.IO.Path.GetDirectoryName(Path) ?? "", _environment);
}
