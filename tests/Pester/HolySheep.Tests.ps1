BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
}

Describe 'HolySheep' {
    It 'exports what its manifest lists, also after two forced imports' {
        $listed = (Import-PowerShellDataFile $ModulePath).CmdletsToExport | Sort-Object
        foreach ($time in 1..2) {
            Import-Module $ModulePath -Force
            (Get-Module HolySheep).ExportedCmdlets.Keys | Sort-Object | Should -Be $listed
            'a' | Invoke-HolySheepChat -Sandbox | Should -Not -BeNullOrEmpty
        }
    }

    It 'names its cmdlets as its own' {
        (Get-Command -Module HolySheep).Count | Should -Be (Get-Module HolySheep).ExportedCmdlets.Count
    }

    It 'has a valid manifest' {
        (Test-ModuleManifest $ModulePath).Name | Should -Be 'HolySheep'
    }

    It 'never prompts in an unattended session' {
        $output = Invoke-Fresh "Import-Module '$ModulePath'; Invoke-HolySheepChat; Set-HolySheepFallbackChain; Remove-HolySheepFallbackChain; Set-HolySheepProvider; Remove-HolySheepProvider; Set-HolySheepModel; Set-HolySheepBudget; Remove-HolySheepBudget; Clear-HolySheepUsage; Export-HolySheepReport; Invoke-HolySheepChat 'a'; 'end'"
        # An error that ends its statement comes by a pipe of its own: nothing keeps it before the end.
        $output | Should -Contain 'end'
        foreach ($told in 'There is nothing to ask', 'A chain needs a model', 'No model was given', 'A provider needs a name', 'No provider was given', 'no model to set', 'no budget to set', 'No budget was given', 'Neither an age nor a size', 'no file to write the report to', 'No usable key') {
            -join $output | Should -Match $told
        }
    }
}
