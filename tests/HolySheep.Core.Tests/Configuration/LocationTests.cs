using System;
using System.Collections.Generic;
using System.IO;
using HolySheep.Errors;
using Xunit;

namespace HolySheep.Configuration;

public sealed class LocationTests
{
    private static readonly string Root = Path.Combine(AppContext.BaseDirectory, "nowhere");

    private readonly Dictionary<string, string> _environment = new() { ["HOME"] = Root };

    [Fact]
    public void The_callers_path_goes_before_every_variable()
    {
        _environment["HOLYSHEEP_CONFIG"] = Path.Combine(Root, "variable.json");
        Assert.Equal(Path.Combine(Root, "mine.json"), new ConfigurationFile(Path.Combine(Root, "mine.json"), Variable).Path);
    }

    [Theory]
    [InlineData(""), InlineData(" ")]
    public void An_empty_path_of_the_caller_is_refused_and_never_means_another_file(string path) =>
        Assert.Contains("is empty", Assert.Throws<ConfigurationException>(() => new ConfigurationFile(path, Variable)).Message, StringComparison.Ordinal);

    [Fact]
    public void The_variable_for_the_file_goes_before_the_one_for_the_home()
    {
        _environment["HOLYSHEEP_CONFIG"] = Path.Combine(Root, "variable.json");
        _environment["HOLYSHEEP_HOME"] = Path.Combine(Root, "home");
        Assert.Equal(Path.Combine(Root, "variable.json"), Found());
    }

    [Fact]
    public void The_home_holds_the_file_and_the_state()
    {
        _environment["HOLYSHEEP_HOME"] = Path.Combine(Root, "home");
        Assert.Equal(Path.Combine(Root, "home", "config.json"), Found());
        Assert.Equal(Path.Combine(Root, "home"), StateFolder.Find(Variable));
    }

    [Fact]
    public void On_unix_the_xdg_folders_are_used()
    {
        _environment["XDG_CONFIG_HOME"] = "/xdg/config";
        _environment["XDG_STATE_HOME"] = "/xdg/state";
        var folders = new UserFolders(Variable, windows: false);
        Assert.Equal(Path.Combine("/xdg/config", "holysheep"), folders.Configuration);
        Assert.Equal(Path.Combine("/xdg/state", "holysheep"), folders.State);
    }

    [Fact]
    public void On_unix_a_relative_xdg_folder_is_ignored_as_the_standard_asks()
    {
        _environment["XDG_CONFIG_HOME"] = "relative";
        var folders = new UserFolders(Variable, windows: false);
        Assert.Equal(Path.Combine(Root, ".config", "holysheep"), folders.Configuration);
        Assert.Equal(Path.Combine(Root, ".local", "state", "holysheep"), folders.State);
    }

    [Fact]
    public void On_windows_the_profile_folders_are_used()
    {
        _environment["APPDATA"] = "roaming";
        _environment["LOCALAPPDATA"] = "local";
        var folders = new UserFolders(Variable, windows: true);
        Assert.Equal(Path.Combine("roaming", "HolySheep"), folders.Configuration);
        Assert.Equal(Path.Combine("local", "HolySheep"), folders.State);
    }

    [Fact]
    public void An_empty_variable_counts_as_not_set()
    {
        _environment["HOLYSHEEP_CONFIG"] = "";
        _environment["HOLYSHEEP_HOME"] = Path.Combine(Root, "home");
        Assert.Equal(Path.Combine(Root, "home", "config.json"), Found());
    }

    [Fact]
    public void A_tilde_means_the_home_folder_also_where_no_shell_expands_it()
    {
        _environment["USERPROFILE"] = Root;
        _environment["HOLYSHEEP_CONFIG"] = "~/mine.json";
        Assert.Equal(Path.Combine(Root, "mine.json"), Found());
    }

    [Fact]
    public void Without_any_home_the_error_names_the_variable_to_set()
    {
        _environment.Clear();
        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationFile(null, Variable));
        Assert.Contains("HOLYSHEEP_HOME", error.Hint);
    }

    [Fact]
    public void A_file_that_the_caller_names_has_to_be_there_for_reading()
    {
        var path = Path.Combine(Root, "typo.json");
        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationFile(path, Variable).Read());
        Assert.Contains(path, error.Message);
        Assert.Equal(path, error.File);
    }

    [Fact]
    public void A_file_that_a_variable_names_has_to_be_there_and_the_error_names_the_variable()
    {
        _environment["HOLYSHEEP_CONFIG"] = Path.Combine(Root, "typo.json");
        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationFile(null, Variable).Read());
        Assert.Contains("typo.json", error.Message);
        Assert.Contains("HOLYSHEEP_CONFIG", error.Message);
    }

    [Fact]
    public void A_missing_file_in_the_home_means_the_built_ins()
    {
        _environment["HOLYSHEEP_HOME"] = Path.Combine(Root, "home");
        Assert.Null(new ConfigurationFile(null, Variable).Read().File);
    }

    [Fact]
    public void A_folder_is_not_a_file()
    {
        var error = Assert.Throws<ConfigurationException>(() => new ConfigurationFile(AppContext.BaseDirectory, Variable).Read());
        Assert.Contains("folder", error.Message);
        error = Assert.Throws<ConfigurationException>(() => new ConfigurationFile(AppContext.BaseDirectory, Variable).SetChain("a", ["b"]));
        Assert.Contains("folder", error.Message);
    }

    [Fact]
    public void A_text_that_is_not_a_path_is_an_error_of_the_configuration() =>
        Assert.Throws<ConfigurationException>(() => new ConfigurationFile("a\0b", Variable));

    private string Found() => new ConfigurationFile(null, Variable).Path;

    private string? Variable(string name) => _environment.GetValueOrDefault(name);
}
