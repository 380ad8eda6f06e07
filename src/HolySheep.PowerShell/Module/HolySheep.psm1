# Loads the cmdlets for this edition of PowerShell. Only Microsoft.PowerShell.Core is needed, so that it loads in a bare engine too.

$framework = if ($PSVersionTable.PSEdition -eq 'Core') { 'net8.0' } else { 'net472' }
$loader = [System.Reflection.Assembly]::LoadFile([System.IO.Path]::Combine($PSScriptRoot, $framework, 'HolySheep.Loader.dll'))
$assembly = $loader.GetType('HolySheep.Loader.ModuleAssembly').GetMethod('Load').Invoke($null, @())
$cmdlets = Microsoft.PowerShell.Core\Import-Module -Assembly $assembly -PassThru -ErrorAction Stop

# Not by the manifest: a second copy of the module in one session would fail on what the first one brought.
# A bare engine has neither Update-TypeData nor jobs that would need it.
try {
    Microsoft.PowerShell.Utility\Update-TypeData -AppendPath ([System.IO.Path]::Combine($PSScriptRoot, 'HolySheep.Types.ps1xml')) -ErrorAction Ignore
}
catch [System.Management.Automation.CommandNotFoundException], [System.Management.Automation.RuntimeException] {
    $null = $_
}

# A second import of one assembly in one session comes from a cache that exports nothing to this module.
$null = $loader.GetType('HolySheep.Loader.ModuleExports').GetMethod('Copy').Invoke($null, @($cmdlets.PSObject.BaseObject, $ExecutionContext.SessionState.Module))
